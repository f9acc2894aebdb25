package dev.couchgrass.store.memory;

import dev.couchgrass.store.Storage;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.kv.KvStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Databases on the heap: as fast as it gets, and gone with the process. */
public final class MemoryStorage {
  private MemoryStorage() {}

  /** Makes an empty storage. */
  public static Future<Storage> open(Vertx vertx) {
    return open(vertx, KvOptions.DEFAULTS);
  }

  /** Makes an empty storage. */
  public static Future<Storage> open(Vertx vertx, KvOptions options) {
    return KvStorage.open(vertx, new MemoryEngine(), options);
  }
}
