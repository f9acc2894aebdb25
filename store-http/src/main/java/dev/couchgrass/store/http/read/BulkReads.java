package dev.couchgrass.store.http.read;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.store.document.BulkGetOptions;
import dev.couchgrass.store.document.BulkGetRequest;
import dev.couchgrass.store.document.BulkGetResult;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.OpenRevisions;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.http.json.JsonOut;
import dev.couchgrass.store.http.json.Read;
import dev.couchgrass.store.http.json.RowsJson;
import dev.couchgrass.store.http.wire.Answer;
import dev.couchgrass.store.http.wire.Call;
import dev.couchgrass.store.http.wire.Failures;
import dev.couchgrass.store.http.wire.Path;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /db/_bulk_get}, as JSON: results carry no attachments' bytes, for which alone its
 * multipart form would be better. Where a server has no such thing, or answers in another form, one
 * document is read after the other.
 */
public final class BulkReads {
  /** As many leaves of one document as are read into memory. */
  private static final int MANY = 100_000;

  private final Remote remote;
  private final DocumentReads reads;
  private boolean lacking;

  /**
   * Of a database.
   *
   * @param together whether its server answers each request of a bulk, in their order; PouchDB's
   *     puts those for one document together
   */
  public BulkReads(Remote remote, DocumentReads reads, boolean together) {
    this.remote = remote;
    this.reads = reads;
    this.lacking = !together;
  }

  public Future<List<BulkGetResult>> bulkGet(
      List<BulkGetRequest> requests, BulkGetOptions options) {
    return lacking
        ? oneByOne(requests, options)
        : together(requests, options)
            .recover(
                cause -> {
                  if (!lacks(cause)) {
                    return Future.failedFuture(cause);
                  }
                  lacking = true;
                  return oneByOne(requests, options);
                });
  }

  /** CouchDB 1 takes it for a document's name, or for a method that documents do not have. */
  private static boolean lacks(Throwable cause) {
    return Failures.is(cause, ErrorCode.DOCUMENT_MISSING)
        || Failures.is(cause, ErrorCode.NOT_SUPPORTED);
  }

  private Future<List<BulkGetResult>> together(
      List<BulkGetRequest> requests, BulkGetOptions options) {
    Path path =
        remote
            .path("_bulk_get")
            .with("att_encoding_info", "true")
            .flag("revs", options.history())
            .flag("latest", options.latest());
    JsonOut body = new JsonOut().beginObject().name("docs").beginArray();
    for (BulkGetRequest request : requests) {
      body.beginObject().name("id").value(request.id().value());
      request.revision().ifPresent(revision -> body.name("rev").value(revision.toString()));
      body.endObject();
    }
    return remote
        .wire()
        .send(Call.post(path, body.endArray().endObject().bytes()).asSafe())
        .compose(this::json)
        .map(json -> matched(requests, Read.whole(json, BulkReads::results)));
  }

  /** A server that sends what was not asked for may as well lack it: nothing of that is read. */
  private Future<byte[]> json(Answer answer) {
    if (answer.header("Content-Type").orElse("").startsWith("multipart/")) {
      answer.body().close();
      return Future.failedFuture(
          new StoreException(ErrorCode.NOT_SUPPORTED, "The server answers with multipart"));
    }
    return remote.wire().whole(answer);
  }

  private static List<BulkGetResult> results(JsonReader reader) {
    Optional<List<BulkGetResult>> results = Optional.empty();
    reader.enterObject();
    while (reader.nextMember()) {
      if (reader.name().equals("results")) {
        results = Optional.of(Read.list(reader, BulkReads::result));
      } else {
        reader.skip();
      }
    }
    return Read.require(results, "results");
  }

  private static BulkGetResult result(JsonReader reader) {
    Optional<String> id = Optional.empty();
    List<OpenRevision> revisions = List.of();
    reader.enterObject();
    while (reader.nextMember()) {
      switch (reader.name()) {
        case "id" -> id = Read.text(reader);
        case "docs" ->
            revisions =
                Read.list(reader, RowsJson::opened).stream().flatMap(Optional::stream).toList();
        default -> reader.skip();
      }
    }
    return new BulkGetResult(new DocumentId(Read.require(id, "id")), revisions);
  }

  /** A result for each request, as the answer's order is all that joins them. */
  private static List<BulkGetResult> matched(
      List<BulkGetRequest> requests, List<BulkGetResult> results) {
    boolean match = requests.size() == results.size();
    for (int i = 0; match && i < results.size(); i++) {
      match = requests.get(i).id().equals(results.get(i).id());
    }
    if (!match) {
      throw Failures.malformed("it answers other requests");
    }
    List<BulkGetResult> winners = new ArrayList<>(results.size());
    for (int i = 0; i < results.size(); i++) {
      winners.add(requests.get(i).revision().isPresent() ? results.get(i) : winner(results.get(i)));
    }
    return winners;
  }

  /** Without a revision, servers open all leaves, in no order that they promise. */
  private static BulkGetResult winner(BulkGetResult all) {
    return new BulkGetResult(
        all.id(),
        all.revisions().stream()
            .filter(OpenRevision.Found.class::isInstance)
            .map(OpenRevision.Found.class::cast)
            .max(BulkReads::compare)
            .<List<OpenRevision>>map(List::of)
            .orElse(List.of()));
  }

  private static int compare(OpenRevision.Found one, OpenRevision.Found other) {
    if (one.document().deleted() != other.document().deleted()) {
      return one.document().deleted() ? -1 : 1;
    }
    return one.document().revision().compareTo(other.document().revision());
  }

  private Future<List<BulkGetResult>> oneByOne(
      List<BulkGetRequest> requests, BulkGetOptions options) {
    List<BulkGetResult> results = new ArrayList<>();
    return Repeat.each(requests, request -> one(request, options).map(results::add))
        .map(done -> results);
  }

  private Future<BulkGetResult> one(BulkGetRequest request, BulkGetOptions options) {
    OpenRevisions which =
        request
            .revision()
            .<OpenRevisions>map(
                revision -> new OpenRevisions.Of(List.of(revision), options.latest()))
            .orElse(new OpenRevisions.All());
    GetOptions extras = GetOptions.DEFAULTS.withHistory(options.history());
    return reads
        .openRevisions(request.id(), which, extras)
        .compose(cursor -> cursor.toList(MANY))
        .map(
            opened -> {
              BulkGetResult result = new BulkGetResult(request.id(), opened);
              return request.revision().isPresent() ? result : winner(result);
            });
  }
}
