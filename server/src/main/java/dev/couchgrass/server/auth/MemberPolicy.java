package dev.couchgrass.server.auth;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.server.http.DocumentPolicy;
import dev.couchgrass.server.http.Identity;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;

/** What members may not write: design documents, which belong to the database's administrators. */
enum MemberPolicy implements DocumentPolicy {
  INSTANCE;

  @Override
  public Future<JsonBody> beforeWrite(
      Identity identity, DocumentStore database, DocumentId id, boolean deleted, JsonBody body) {
    return id.isDesign()
        ? Future.failedFuture(
            new StoreException(ErrorCode.UNAUTHORIZED, "You are not a db or server admin."))
        : Future.succeededFuture(body);
  }
}
