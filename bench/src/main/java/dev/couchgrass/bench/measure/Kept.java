package dev.couchgrass.bench.measure;

import dev.couchgrass.store.Storage;
import dev.couchgrass.store.chronicle.ChronicleStorage;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Vertx;
import java.nio.file.Path;

/** Where something is kept. */
public enum Kept {
  /** Nothing is durable. */
  MEMORY("memory"),
  /** Every commit is synced. */
  CHRONICLE("chronicle, fsync per commit");

  private final String title;

  Kept(String title) {
    this.title = title;
  }

  /** What reports call it. */
  public String title() {
    return title;
  }

  /**
   * Opens an empty storage.
   *
   * @param folder which only some use
   */
  public Storage open(Vertx vertx, Path folder) {
    return this == MEMORY
        ? MemoryStorage.open(vertx).await()
        : ChronicleStorage.open(vertx, folder).await();
  }
}
