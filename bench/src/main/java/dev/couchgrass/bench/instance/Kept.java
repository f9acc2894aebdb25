package dev.couchgrass.bench.instance;

import dev.couchgrass.store.Storage;
import dev.couchgrass.store.chronicle.ChronicleStorage;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Vertx;
import java.nio.file.Path;

/** Where an instance keeps its entries. */
enum Kept {
  /** Nothing is durable. */
  MEMORY("memory"),
  /** Every commit is synced. */
  CHRONICLE("chronicle, fsync per commit");

  private final String title;

  Kept(String title) {
    this.title = title;
  }

  /** What reports call it. */
  String title() {
    return title;
  }

  /**
   * Opens an empty storage.
   *
   * @param folder which only some use
   */
  Storage open(Vertx vertx, Path folder) {
    return this == MEMORY
        ? MemoryStorage.open(vertx).await()
        : ChronicleStorage.open(vertx, folder).await();
  }
}
