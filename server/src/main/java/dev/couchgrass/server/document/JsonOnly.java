package dev.couchgrass.server.document;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;

/** Answers all in JSON, and refuses requests in parts. */
final class JsonOnly implements PartedAnswers {
  @Override
  public boolean wantsRelated(Exchange exchange) {
    return false;
  }

  @Override
  public boolean wantsMixed(Exchange exchange) {
    return false;
  }

  @Override
  public boolean wantsBulk(Exchange exchange) {
    return false;
  }

  @Override
  public Future<Void> document(Exchange exchange, StoredDocument document, Reading reading) {
    throw unused();
  }

  @Override
  public Future<Void> revisions(
      Exchange exchange, ResultCursor<OpenRevision> revisions, Reading reading) {
    throw unused();
  }

  @Override
  public Future<Void> bulk(Exchange exchange, ResultCursor<BulkFound> rows, Reading reading) {
    throw unused();
  }

  private static IllegalStateException unused() {
    return new IllegalStateException("Nobody wants parts of this");
  }

  @Override
  public boolean isRelated(Exchange exchange) {
    return exchange
        .header("Content-Type")
        .filter(t -> t.startsWith("multipart/related"))
        .isPresent();
  }

  @Override
  public Future<Draft> read(Exchange exchange, DocumentId id) {
    throw HttpFailure.notImplemented("multipart/related requests are not implemented yet.");
  }
}
