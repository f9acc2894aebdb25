package dev.couchgrass.server.multipart;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.server.document.AttachmentSelection;
import dev.couchgrass.server.document.BulkFound;
import dev.couchgrass.server.document.Draft;
import dev.couchgrass.server.document.PartedAnswers;
import dev.couchgrass.server.document.Reading;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.ResponseSink;
import dev.couchgrass.server.json.JsonWriter;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Multipart requests and answers, part by part as CouchDB writes them. */
public final class MultipartExchanges implements PartedAnswers {
  /** The most rows that are in memory at once. */
  private static final int PAGE = 100;

  private static final String ERROR_PART =
      "\r\nContent-Type: application/json; error=\"true\"\r\n\r\n";

  private final Supplier<String> boundaries;

  /**
   * @param boundaries gives text that comes in no attachment, of no more than 68 characters
   */
  public MultipartExchanges(Supplier<String> boundaries) {
    this.boundaries = boundaries;
  }

  @Override
  public boolean wantsRelated(Exchange exchange) {
    return Accepted.by(exchange).type("multipart/related");
  }

  @Override
  public boolean wantsMixed(Exchange exchange) {
    return Accepted.by(exchange).type("multipart/mixed");
  }

  @Override
  public boolean wantsBulk(Exchange exchange) {
    Accepted accepted = Accepted.by(exchange);
    return !accepted.type("application/json")
        && (accepted.type("multipart/mixed") || accepted.type("multipart/related"));
  }

  @Override
  public boolean isRelated(Exchange exchange) {
    String type = exchange.header("Content-Type").orElse("");
    return MediaType.parse(type).value().equals("multipart/related");
  }

  @Override
  public Future<Draft> read(Exchange exchange, DocumentId id) {
    return new RelatedRequest(exchange, id).read();
  }

  @Override
  public Future<Void> document(Exchange exchange, StoredDocument document, Reading reading) {
    RelatedDocument related =
        new RelatedDocument(exchange.database(), document, reading, boundaries.get());
    ResponseSink sink = exchange.sized(200, related.contentType(), related.length());
    return exchange.head() ? sink.end() : related.write(sink).compose(written -> sink.end());
  }

  @Override
  public Future<Void> revisions(
      Exchange exchange, ResultCursor<OpenRevision> revisions, Reading reading) {
    // What fails before anything is written still gets a status of its own.
    return revisions
        .next(PAGE)
        .compose(first -> revisions(exchange, first, revisions, reading))
        .eventually(revisions::close);
  }

  private Future<Void> revisions(
      Exchange exchange,
      List<OpenRevision> first,
      ResultCursor<OpenRevision> rest,
      Reading reading) {
    String outer = boundaries.get();
    ResponseSink sink = exchange.chunked(200, "multipart/mixed; boundary=\"" + outer + '"');
    if (exchange.head()) {
      return sink.end();
    }
    Reading whole = withAttachments(reading);
    return write(sink, "--" + outer)
        .compose(begun -> all(first, rest, one -> revision(exchange, sink, one, whole, outer)))
        .compose(written -> write(sink, "--"))
        .compose(written -> sink.end());
  }

  private Future<Void> revision(
      Exchange exchange, ResponseSink sink, OpenRevision one, Reading reading, String outer) {
    Future<Void> part;
    if (one instanceof OpenRevision.Found found) {
      RelatedDocument related =
          new RelatedDocument(exchange.database(), found.document(), reading, boundaries.get());
      part =
          write(sink, "\r\nContent-Type: " + related.contentType() + "\r\n\r\n")
              .compose(written -> related.write(sink));
    } else {
      JsonWriter json = new JsonWriter().beginObject();
      json.name("missing").value(((OpenRevision.Missing) one).revision().toString());
      part = write(sink, ERROR_PART + json.endObject());
    }
    return part.compose(written -> write(sink, "\r\n--" + outer));
  }

  @Override
  public Future<Void> bulk(Exchange exchange, ResultCursor<BulkFound> rows, Reading reading) {
    // What fails before anything is written still gets a status of its own.
    return rows.next(PAGE)
        .compose(first -> bulk(exchange, first, rows, reading))
        .eventually(rows::close);
  }

  private Future<Void> bulk(
      Exchange exchange, List<BulkFound> first, ResultCursor<BulkFound> rows, Reading reading) {
    // The two dashes are CouchDB's.
    String outer = "--" + boundaries.get();
    String type = wantsMixed(exchange) ? "multipart/mixed" : "multipart/related";
    ResponseSink sink = exchange.chunked(200, type + "; boundary=\"" + outer + '"');
    if (exchange.head() || first.isEmpty()) {
      return sink.end();
    }
    return all(first, rows, row -> row(exchange, sink, row, reading, outer))
        .compose(written -> write(sink, "\r\n--" + outer + "--\r\n"))
        .compose(written -> sink.end());
  }

  /** Writes rows one after the other, page by page: the first page, and what follows it. */
  private static <T> Future<Void> all(
      List<T> first, ResultCursor<T> rest, Function<T, Future<Void>> write) {
    return Repeat.each(first, write)
        .compose(
            written ->
                Repeat.whileTrue(
                    () ->
                        rest.next(PAGE)
                            .compose(
                                page -> Repeat.each(page, write).map(done -> !page.isEmpty()))));
  }

  private Future<Void> row(
      Exchange exchange, ResponseSink sink, BulkFound row, Reading reading, String outer) {
    if (row instanceof BulkFound.Found found) {
      AttachmentSelection wanted =
          found.attachments().orElseGet(() -> withAttachments(reading).attachments());
      Reading whole = withAttachments(reading, wanted);
      return Repeat.each(found.revisions(), one -> bulkRevision(exchange, sink, one, whole, outer));
    }
    BulkFound.Refused refused = (BulkFound.Refused) row;
    JsonWriter json = new JsonWriter().beginObject();
    json.name("id").json(refused.id()).name("rev").json(refused.revision());
    json.name("error").value(refused.error()).name("reason").value(refused.reason());
    return write(sink, "\r\n--" + outer + ERROR_PART + json.endObject());
  }

  private Future<Void> bulkRevision(
      Exchange exchange, ResponseSink sink, OpenRevision one, Reading reading, String outer) {
    if (one instanceof OpenRevision.Found found) {
      RelatedDocument related =
          new RelatedDocument(
              exchange.database(), found.document(), reading, "--" + boundaries.get());
      return write(sink, "\r\n--" + outer + related.bulkHeaders())
          .compose(written -> related.write(sink));
    }
    String revision = ((OpenRevision.Missing) one).revision().toString();
    JsonWriter json = new JsonWriter().beginObject();
    json.name("rev").value(revision);
    json.name("error").value("not_found").name("reason").value("missing").endObject();
    return write(sink, "\r\n--" + outer + ERROR_PART + json);
  }

  /** In parts attachments come without being asked for. */
  private static Reading withAttachments(Reading reading) {
    boolean unasked = reading.attachments() instanceof AttachmentSelection.None;
    return unasked ? withAttachments(reading, new AttachmentSelection.All()) : reading;
  }

  private static Reading withAttachments(Reading reading, AttachmentSelection wanted) {
    return new Reading(reading.options(), reading.open(), reading.history(), wanted, true);
  }

  private static Future<Void> write(ResponseSink sink, String text) {
    return sink.write(Buffer.buffer(text));
  }
}
