package dev.couchgrass.server.bulk;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.json.JsonReader.Kind;
import dev.couchgrass.server.document.BulkFound;
import dev.couchgrass.server.document.PartedAnswers;
import dev.couchgrass.server.document.Reading;
import dev.couchgrass.server.document.Rendering;
import dev.couchgrass.server.document.Requests;
import dev.couchgrass.server.document.RowAnswer;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.json.JsonWriter;
import dev.couchgrass.store.document.OpenRevision;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code POST /db/_bulk_get}. */
final class BulkReads {
  private static final List<String> NOT_HERE =
      List.of("open_revs", "new_edits", "w", "rev", "atts_since");

  private final PartedAnswers parted;

  BulkReads(PartedAnswers parted) {
    this.parted = parted;
  }

  Future<Void> post(Exchange exchange) {
    exchange.requireJson();
    for (String name : NOT_HERE) {
      if (exchange.query().has(name)) {
        throw HttpFailure.badRequest('"' + name + "\" query parameter is not acceptable");
      }
    }
    Reading reading = Reading.of(exchange);
    return Requests.read(exchange, text -> rows(exchange, text))
        .compose(
            rows -> answer(exchange, new BulkFetch(exchange.database(), reading, rows), reading));
  }

  private static List<BulkGetRow> rows(Exchange exchange, byte[] text) {
    JsonReader reader = Requests.object(exchange, text);
    Optional<List<BulkGetRow>> rows = Optional.empty();
    while (reader.nextMember()) {
      if (reader.name().equals("docs") && reader.peek() == Kind.ARRAY) {
        rows = Optional.of(docs(exchange, reader));
      } else {
        reader.skip();
      }
    }
    reader.finish();
    return rows.orElseThrow(() -> HttpFailure.badRequest("Missing JSON list of 'docs'."));
  }

  private static List<BulkGetRow> docs(Exchange exchange, JsonReader reader) {
    int most = exchange.options().limits().bulkGets();
    List<BulkGetRow> rows = new ArrayList<>();
    reader.enterArray();
    while (reader.nextElement()) {
      if (rows.size() == most) {
        throw HttpFailure.tooLarge("Too many documents in one request");
      }
      rows.add(BulkGetRow.read(reader));
    }
    return rows;
  }

  private Future<Void> answer(Exchange exchange, BulkFetch found, Reading reading) {
    if (parted.wantsBulk(exchange)) {
      return parted.bulk(exchange, found, reading);
    }
    RowAnswer answer = new RowAnswer(exchange);
    return answer
        .rows(
            "{\"results\":[", found, (out, row) -> render(exchange, out, row, reading), "\r\n]}\n")
        .compose(v -> answer.end());
  }

  private Future<Void> render(Exchange exchange, JsonWriter out, BulkFound row, Reading reading) {
    if (row instanceof BulkFound.Refused refused) {
      begin(out, row);
      error(out, row.id(), refused.revision(), refused.error(), refused.reason());
      out.endArray().endObject();
      return Future.succeededFuture();
    }
    return render(exchange, out, (BulkFound.Found) row, reading);
  }

  private static void begin(JsonWriter out, BulkFound row) {
    out.beginObject();
    out.name("id").json(row.id());
    out.name("docs").beginArray();
  }

  private static Future<Void> render(
      Exchange exchange, JsonWriter out, BulkFound.Found piece, Reading reading) {
    if (piece.begins()) {
      begin(out, piece);
    }
    Reading own = piece.attachments().map(reading::withAttachments).orElse(reading);
    Rendering rendering = new Rendering(exchange, own);
    Future<Void> done = Future.succeededFuture();
    for (OpenRevision revision : piece.revisions()) {
      done = done.compose(v -> revision(rendering, out, piece.id(), revision));
    }
    return done.andThen(
        onSuccess(
            v -> {
              if (piece.ends()) {
                out.endArray().endObject();
              }
            }));
  }

  private static Future<Void> revision(
      Rendering rendering, JsonWriter out, byte[] id, OpenRevision revision) {
    if (revision instanceof OpenRevision.Missing missing) {
      byte[] asText = new JsonWriter().value(missing.revision().toString()).toByteArray();
      error(out, id, asText, "not_found", "missing");
      return Future.succeededFuture();
    }
    return rendering.revisions(out, List.of(revision)).mapEmpty();
  }

  private static void error(
      JsonWriter out, byte[] id, byte[] revision, String error, String reason) {
    out.beginObject().name("error").beginObject();
    out.name("id").json(id);
    out.name("rev").json(revision);
    out.name("error").value(error);
    out.name("reason").value(reason);
    out.endObject().endObject();
  }

  /** What CouchDB writes for the revision of a document that is not there, if none was named. */
  static byte[] undefined() {
    return "\"undefined\"".getBytes(StandardCharsets.US_ASCII);
  }
}
