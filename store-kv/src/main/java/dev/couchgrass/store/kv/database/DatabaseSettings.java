package dev.couchgrass.store.kv.database;

import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.kv.layout.Setting;
import io.vertx.core.Future;

/** What is set for a database as a whole: limits, and who may do what. */
final class DatabaseSettings {
  private final Keys keys;
  private final Access access;
  private final Edits edits;

  DatabaseSettings(Keys keys, Access access, Edits edits) {
    this.keys = keys;
    this.access = access;
    this.edits = edits;
  }

  Future<Long> limit(Setting setting) {
    return access.read(1, view -> view.setting(setting));
  }

  Future<Void> setLimit(Setting setting, long limit) {
    if (limit < 1) {
      return Future.failedFuture(
          new StoreException(ErrorCode.BAD_REQUEST, "A limit must be at least 1"));
    }
    return edits
        .submit(
            transaction -> {
              transaction.settings().set(setting, limit);
              return true;
            })
        .mapEmpty();
  }

  Future<JsonBody> security() {
    return access.read(
        1,
        view ->
            view.snapshot()
                .get(Setting.SECURITY.key(keys))
                .map(JsonBody::stored)
                .orElse(JsonBody.EMPTY));
  }

  Future<Void> setSecurity(JsonBody security) {
    return edits
        .submit(
            transaction -> {
              transaction.fit().requireBody(security);
              transaction.settings().set(Setting.SECURITY, security.bytes());
              return true;
            })
        .mapEmpty();
  }
}
