package dev.couchgrass.server.document;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.OpenRevisions;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.document.StoredDocument.Extras;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/** {@code GET /db/doc}. */
final class DocumentReads {
  private final PartedAnswers parted;

  DocumentReads(PartedAnswers parted) {
    this.parted = parted;
  }

  Future<Void> get(Exchange exchange, DocumentId id) {
    Reading reading = Reading.of(exchange);
    if (reading.open().isPresent()) {
      return open(exchange, id, reading.open().get(), reading);
    }
    return require(exchange.database(), id, reading)
        .compose(document -> answer(exchange, document, reading));
  }

  /** Reads a document; fails with 404, which tells whether it was there once. */
  static Future<StoredDocument> require(DocumentStore database, DocumentId id, Reading reading) {
    return database
        .get(id, reading.options())
        .compose(
            found ->
                found.isPresent()
                    ? Future.succeededFuture(found.get())
                    : absent(database, id, reading));
  }

  private static Future<StoredDocument> absent(
      DocumentStore database, DocumentId id, Reading reading) {
    if (reading.options().revision().isPresent()) {
      return Future.failedFuture(HttpFailure.notFound("missing"));
    }
    return database
        .get(id, reading.options().withTombstone(true))
        .compose(
            tombstone ->
                Future.failedFuture(
                    HttpFailure.notFound(tombstone.isPresent() ? "deleted" : "missing")));
  }

  private Future<Void> answer(Exchange exchange, StoredDocument document, Reading reading) {
    if (unadorned(document.extras())) {
      String tag = '"' + document.revision().toString() + '"';
      exchange.respondWith(HttpHeaders.ETAG, tag);
      if (exchange.knows(tag)) {
        return exchange.empty(304);
      }
    }
    boolean parts =
        !(reading.attachments() instanceof AttachmentSelection.None)
            && !document.attachments().isEmpty()
            && parted.wantsRelated(exchange);
    if (parts) {
      return parted.document(exchange, document, reading);
    }
    return new Rendering(exchange, reading)
        .document(document)
        .compose(json -> exchange.json(200, json));
  }

  /** Whether a revision's answer never changes; what is said of others beside it may. */
  private static boolean unadorned(Extras extras) {
    return extras.revisionsInfo().isEmpty()
        && extras.conflicts().isEmpty()
        && extras.deletedConflicts().isEmpty()
        && extras.localSequence().isEmpty();
  }

  private Future<Void> open(
      Exchange exchange, DocumentId id, OpenRevisions which, Reading reading) {
    return exchange
        .database()
        .openRevisions(id, which, reading.options())
        .compose(
            revisions -> {
              ResultCursor<OpenRevision> rows =
                  which instanceof OpenRevisions.All ? new Leaves(revisions) : revisions;
              return parted.wantsMixed(exchange)
                  ? parted.revisions(exchange, rows, reading)
                  : list(exchange, rows, reading);
            });
  }

  private static Future<Void> list(
      Exchange exchange, ResultCursor<OpenRevision> revisions, Reading reading) {
    RowAnswer answer = RowAnswer.onOneLine(exchange);
    // Attachments are held for one revision at a time, so each has a rendering of its own.
    return answer
        .rows(
            "[",
            revisions,
            (out, one) -> new Rendering(exchange, reading).revisions(out, List.of(one)).mapEmpty(),
            "]\n")
        .compose(written -> answer.end());
  }
}
