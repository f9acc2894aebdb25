package dev.couchgrass.server.document;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.Query;
import dev.couchgrass.server.json.JsonWriter;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.WriteResult;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code PUT}, {@code DELETE} of {@code /db/doc}, and answers to writes of one document. */
public final class DocumentWrites {
  private static final Logger LOG = LoggerFactory.getLogger(DocumentWrites.class);

  private final PartedAnswers parted;

  DocumentWrites(PartedAnswers parted) {
    this.parted = parted;
  }

  Future<Void> put(Exchange exchange, DocumentId id) {
    boolean graft = exchange.query().text("new_edits").filter("false"::equals).isPresent();
    Future<Draft> arrived =
        parted.isRelated(exchange)
            ? parted.read(exchange, id)
            : Requests.read(
                exchange, text -> Draft.of(id, Requests.documents(exchange).read(text)));
    return arrived.compose(draft -> put(exchange, draft, graft));
  }

  private static Future<Void> put(Exchange exchange, Draft arrived, boolean graft) {
    Draft draft;
    try {
      draft = arrived.withRevision(RevisionChoice.of(exchange, arrived.revision()));
      if (graft) {
        draft.requireHistory();
      }
    } catch (RuntimeException e) {
      return release(arrived).compose(v -> Future.failedFuture(e));
    }
    return batch(exchange) ? later(exchange, draft, graft) : now(exchange, draft, graft);
  }

  private static Future<Void> release(Draft draft) {
    Future<Void> done = Future.succeededFuture();
    for (var staged : draft.staged().values()) {
      done = done.eventually(staged::release);
    }
    return done;
  }

  static boolean batch(Exchange exchange) {
    Query query = exchange.query();
    return query.text("batch").filter("ok"::equals).isPresent();
  }

  private static Future<Void> now(Exchange exchange, Draft draft, boolean graft) {
    return write(exchange, draft, graft)
        .compose(
            revision -> {
              exchange.respondWith("Location", location(exchange, draft.id()));
              return answer(exchange, draft.deleted() ? 200 : 201, draft.id(), revision);
            });
  }

  /** Answers before the document is written; what becomes of it nobody is told, as in CouchDB. */
  static Future<Void> later(Exchange exchange, Draft draft, boolean graft) {
    write(exchange, draft, graft)
        .onFailure(cause -> LOG.debug("A batched document was not written: {}", cause.toString()));
    JsonWriter out = new JsonWriter().beginObject();
    out.name("ok").value(true).name("id").value(draft.id().value()).endObject();
    return exchange.json(202, out.toByteArray());
  }

  private static Future<RevisionId> write(Exchange exchange, Draft draft, boolean graft) {
    List<Draft> drafts = List.of(draft);
    Future<List<WriteResult>> written =
        graft ? DocumentWriter.graft(exchange, drafts) : DocumentWriter.write(exchange, drafts);
    return written.map(results -> results.get(0).orThrow());
  }

  /** Writes a document that is to be a new one or has no body of its own. */
  static Future<RevisionId> write(Exchange exchange, Draft draft) {
    return write(exchange, draft, false);
  }

  Future<Void> delete(Exchange exchange, DocumentId id) {
    Optional<RevisionId> revision = RevisionChoice.of(exchange);
    Draft tombstone =
        new Draft(id, revision, Optional.empty(), true, JsonBody.EMPTY, List.of(), Map.of());
    return exchange
        .database()
        .get(id, GetOptions.DEFAULTS.withTombstone(true))
        .compose(
            winner -> {
              if (winner.isEmpty() || winner.get().deleted()) {
                throw HttpFailure.notFound(winner.isEmpty() ? "missing" : "deleted");
              }
              return write(exchange, tombstone, false);
            })
        .compose(written -> answer(exchange, 200, id, written));
  }

  /** Answers to a write that made, or took, a revision. */
  public static Future<Void> answer(
      Exchange exchange, int status, DocumentId id, RevisionId revision) {
    JsonWriter out = new JsonWriter().beginObject();
    out.name("ok").value(true);
    out.name("id").value(id.value());
    out.name("rev").value(revision.toString());
    exchange.respondWith("ETag", '"' + revision.toString() + '"');
    return exchange.json(status, out.endObject().toByteArray());
  }

  static String location(Exchange exchange, DocumentId id) {
    return Locations.of(exchange, exchange.database().name().value(), id.value());
  }
}
