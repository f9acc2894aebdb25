package org.example.rocksdb;

import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** A snapshot of RocksDB's. It owns its cursors: closing it waits for reads, and closes them. */
final class RocksSnapshot implements Snapshot {
  private final RocksDB database;
  private final org.rocksdb.Snapshot snapshot;
  private final ReadOptions options;
  private final Consumer<RocksSnapshot> whenClosed;
  private final Set<RocksCursor> cursors = ConcurrentHashMap.newKeySet();

  /** Reads hold the one, closing takes the other: nothing is freed while it is read. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  private boolean closed;

  RocksSnapshot(RocksDB database, Consumer<RocksSnapshot> whenClosed) {
    this.database = database;
    this.whenClosed = whenClosed;
    snapshot = database.getSnapshot();
    options = new ReadOptions().setSnapshot(snapshot);
  }

  /** What RocksDB reads, or fails to read. */
  @FunctionalInterface
  interface Read<T> {
    T run() throws RocksDBException;
  }

  @Override
  public Optional<byte[]> get(byte[] key) {
    return whileOpen(() -> Optional.ofNullable(database.get(options, key)));
  }

  @Override
  public Cursor scan(KeyRange range, Direction direction) {
    return whileOpen(
        () -> {
          RocksCursor cursor = new RocksCursor(this, range, direction);
          cursors.add(cursor);
          return cursor;
        });
  }

  <T> T whileOpen(Read<T> read) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("The snapshot is closed");
      }
      return read.run();
    } catch (RocksDBException e) {
      throw new UncheckedIOException(new IOException("RocksDB can't read", e));
    } finally {
      lock.readLock().unlock();
    }
  }

  RocksDB database() {
    return database;
  }

  org.rocksdb.Snapshot snapshot() {
    return snapshot;
  }

  void forget(RocksCursor cursor) {
    cursors.remove(cursor);
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        cursors.forEach(RocksCursor::release);
        options.close();
        database.releaseSnapshot(snapshot);
      }
    } finally {
      lock.writeLock().unlock();
    }
    whenClosed.accept(this);
  }
}
