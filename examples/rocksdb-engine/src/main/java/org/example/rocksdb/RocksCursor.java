package org.example.rocksdb;

import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/** An iterator of RocksDB's that keeps to a range and goes one way. */
final class RocksCursor implements Cursor {
  private final RocksSnapshot snapshot;
  private final Direction direction;
  private final Slice from;
  private final Slice to;
  private final ReadOptions options;
  private final RocksIterator iterator;
  private Place place = Place.BEFORE;

  private enum Place {
    BEFORE,
    ON_ENTRY,
    AFTER,
    RELEASED
  }

  RocksCursor(RocksSnapshot snapshot, KeyRange range, Direction direction) {
    this.snapshot = snapshot;
    this.direction = direction;
    from = new Slice(range.from());
    to = new Slice(range.to());
    options =
        new ReadOptions()
            .setSnapshot(snapshot.snapshot())
            .setIterateLowerBound(from)
            .setIterateUpperBound(to);
    iterator = snapshot.database().newIterator(options);
  }

  @Override
  public boolean next() {
    return snapshot.whileOpen(this::step);
  }

  /** The bounds do the rest: the first key is the first in the range, and so is the last. */
  private synchronized boolean step() throws RocksDBException {
    switch (place) {
      case BEFORE -> {
        if (direction == Direction.FORWARD) {
          iterator.seekToFirst();
        } else {
          iterator.seekToLast();
        }
      }
      case ON_ENTRY -> {
        if (direction == Direction.FORWARD) {
          iterator.next();
        } else {
          iterator.prev();
        }
      }
      case AFTER -> {
        return false;
      }
      case RELEASED -> throw new IllegalStateException("The cursor is closed");
    }
    place = iterator.isValid() ? Place.ON_ENTRY : Place.AFTER;
    iterator.status(); // What can't be read looks like the end.
    return place == Place.ON_ENTRY;
  }

  @Override
  public byte[] key() {
    return snapshot.whileOpen(() -> onEntry(iterator::key));
  }

  @Override
  public byte[] value() {
    return snapshot.whileOpen(() -> onEntry(iterator::value));
  }

  private synchronized byte[] onEntry(RocksSnapshot.Read<byte[]> read) throws RocksDBException {
    if (place != Place.ON_ENTRY) {
      throw new IllegalStateException("The cursor stands on no entry");
    }
    return read.run();
  }

  @Override
  public void close() {
    release();
    snapshot.forget(this);
  }

  /** The iterator first: it reads what the others hold. */
  synchronized void release() {
    if (place != Place.RELEASED) {
      place = Place.RELEASED;
      iterator.close();
      options.close();
      from.close();
      to.close();
    }
  }
}
