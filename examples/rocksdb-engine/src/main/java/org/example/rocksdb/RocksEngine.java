package org.example.rocksdb;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.EngineCapabilities;
import dev.couchgrass.store.engine.EngineCapabilities.Durability;
import dev.couchgrass.store.engine.EngineCapabilities.Reads;
import dev.couchgrass.store.engine.Snapshot;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * An engine over a RocksDB database in a folder.
 *
 * <p>Commits are written and synced on a thread of the engine, those that wait together as one.
 * Reads run on the caller's thread. Whoever uses what is closed gets an {@link
 * IllegalStateException}: RocksDB itself would end the process.
 *
 * <p>When RocksDB can't write, the commits of that moment fail, and so do all later ones until the
 * folder is opened again; reads go on.
 */
public final class RocksEngine implements Engine {
  private static final EngineCapabilities CAPABILITIES =
      new EngineCapabilities(Durability.DISK, Reads.BLOCKING, 64 << 10, 64 << 20);

  private final Options options;
  private final RocksDB database;
  private final GroupCommit commits;
  private final Set<RocksSnapshot> snapshots = ConcurrentHashMap.newKeySet();
  private boolean closed;

  private RocksEngine(Options options, RocksDB database) {
    this.options = options;
    this.database = database;
    commits = new GroupCommit(database);
  }

  /**
   * Opens the database of a folder, or makes one. Blocks: not for event loops.
   *
   * @throws IOException if the folder can't be opened, or another has it open
   */
  public static RocksEngine open(Path folder) throws IOException {
    Files.createDirectories(folder);
    Options options = new Options().setCreateIfMissing(true).setKeepLogFileNum(2);
    try {
      return new RocksEngine(options, RocksDB.open(options, folder.toString()));
    } catch (RocksDBException e) {
      options.close();
      throw new IOException("RocksDB can't open the folder", e);
    }
  }

  @Override
  public EngineCapabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public synchronized Snapshot snapshot() {
    requireOpen();
    RocksSnapshot snapshot = new RocksSnapshot(database, snapshots::remove);
    snapshots.add(snapshot);
    return snapshot;
  }

  @Override
  public synchronized Future<Void> commit(Batch batch) {
    CAPABILITIES.requireFit(batch);
    requireOpen();
    return commits.add(batch);
  }

  @Override
  public synchronized Future<Void> flush() {
    requireOpen();
    return commits.sync();
  }

  @Override
  public synchronized Future<Void> close() {
    closed = true;
    return commits.close(this::release);
  }

  /** After the last commit. No snapshot is made any more, and none outlives the database. */
  private void release() throws RocksDBException {
    snapshots.forEach(RocksSnapshot::close);
    try (options) {
      database.closeE();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The engine is closed");
    }
  }
}
