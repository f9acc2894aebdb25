package dev.couchgrass.store.chronicle;

import dev.couchgrass.store.Storage;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.kv.KvStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;

/** Databases in a folder, that outlive the process and a loss of power. */
public final class ChronicleStorage {
  private ChronicleStorage() {}

  /** Opens the databases of a folder, which is made if there is none. Every write is synced. */
  public static Future<Storage> open(Vertx vertx, Path folder) {
    return open(vertx, folder, ChronicleOptions.DEFAULTS, KvOptions.DEFAULTS, OpenListener.NONE);
  }

  /**
   * Opens the databases of a folder, which is made if there is none. Fails with {@code
   * STORE_FAILED} if somebody else has it open, if it can't be read or written, or if it is
   * damaged; the cause says which.
   */
  public static Future<Storage> open(
      Vertx vertx,
      Path folder,
      ChronicleOptions options,
      KvOptions databases,
      OpenListener listener) {
    return vertx
        .executeBlocking(() -> ChronicleEngine.open(folder, options, listener), false)
        .recover(
            e -> Future.failedFuture(StoreException.failed("The store could not be opened", e)))
        .compose(engine -> open(vertx, engine, databases));
  }

  private static Future<Storage> open(Vertx vertx, ChronicleEngine engine, KvOptions databases) {
    return KvStorage.open(vertx, engine, databases)
        .recover(e -> engine.close().transform(closed -> Future.failedFuture(e)));
  }
}
