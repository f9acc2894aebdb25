package dev.couchgrass.conformance.broken.storage;

import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.DatabaseInfo;
import dev.couchgrass.store.DocumentStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Databases that keep other settings than they were given, and tell other figures. */
final class WrongSettings {
  private WrongSettings() {}

  static final class AnyLimit extends DelegatingStore {
    AnyLimit(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<Void> setRevisionsLimit(long limit) {
      return inner.setRevisionsLimit(Math.max(1, limit));
    }
  }

  static final class CountsTombstones extends DelegatingStore {
    CountsTombstones(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<DatabaseInfo> info() {
      return inner
          .info()
          .map(
              info ->
                  new DatabaseInfo(
                      info.name(),
                      info.documents() + info.deletedDocuments(),
                      info.deletedDocuments(),
                      info.updateSequence(),
                      info.purgeSequence(),
                      info.sizes(),
                      info.compactRunning(),
                      info.instance(),
                      info.created()));
    }
  }

  static final class PurgesRememberedForEver extends DelegatingStore {
    PurgesRememberedForEver(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<Void> setPurgedInfosLimit(long limit) {
      return inner.setPurgedInfosLimit(limit).compose(set -> inner.setPurgedInfosLimit(100_000));
    }
  }

  static final class OtherDefault extends DelegatingStore {
    OtherDefault(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<Long> purgedInfosLimit() {
      return inner.purgedInfosLimit().map(limit -> limit == 1_000 ? 10_000 : limit);
    }
  }

  /** Keeps what it knows of a security document. */
  static final class SecurityCut extends DelegatingStore {
    SecurityCut(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<Void> setSecurity(JsonBody security) {
      JsonObject known = new JsonObject(security.toString());
      known.fieldNames().removeIf(name -> !name.equals("admins") && !name.equals("members"));
      return inner.setSecurity(JsonBody.parse(known.encode()));
    }
  }
}
