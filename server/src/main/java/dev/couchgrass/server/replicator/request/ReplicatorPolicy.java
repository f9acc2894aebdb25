package dev.couchgrass.server.replicator.request;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.server.http.DocumentPolicy;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.Identity;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;

/** Lets only such documents into a replicator database as can become replications. */
public enum ReplicatorPolicy implements DocumentPolicy {
  INSTANCE;

  @Override
  public Future<JsonBody> beforeWrite(
      Identity identity, DocumentStore database, DocumentId id, boolean deleted, JsonBody body) {
    if (deleted || id.isDesign()) {
      return Future.succeededFuture(body);
    }
    try {
      ReplicatorDocument.check(body);
      return Future.succeededFuture(body);
    } catch (HttpFailure refusal) {
      boolean undone = refusal.status() == ErrorCode.NOT_SUPPORTED.status();
      ErrorCode code = undone ? ErrorCode.NOT_SUPPORTED : ErrorCode.FORBIDDEN;
      return Future.failedFuture(new StoreException(code, refusal.reason()));
    }
  }
}
