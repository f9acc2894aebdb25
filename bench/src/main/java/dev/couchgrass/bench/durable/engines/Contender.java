package dev.couchgrass.bench.durable.engines;

import java.nio.file.Path;

/** What is compared. */
public enum Contender {
  CHRONICLE("store-chronicle", true),
  MEMORY("store-memory", false),
  MVSTORE("H2 MVStore", true),
  ROCKSDB("RocksDB", true),
  SQLITE("SQLite WAL", true);

  private final String title;
  private final boolean durable;

  Contender(String title, boolean durable) {
    this.title = title;
    this.durable = durable;
  }

  /** As tables have it. */
  String title() {
    return title;
  }

  /** Whether it keeps anything on disk. */
  boolean isDurable() {
    return durable;
  }

  /**
   * Opens the store of a folder, or makes one.
   *
   * @param synced whether each write is synced before it returns
   */
  KeyValues open(Path folder, boolean synced) throws Exception {
    return switch (this) {
      case CHRONICLE -> OfEngine.durable(folder, synced);
      case MEMORY -> OfEngine.memory();
      case MVSTORE -> OfMvStore.open(folder, synced);
      case ROCKSDB -> OfRocksDb.open(folder, synced);
      case SQLITE -> OfSqlite.open(folder, synced);
    };
  }
}
