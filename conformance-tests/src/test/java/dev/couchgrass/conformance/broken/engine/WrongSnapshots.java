package dev.couchgrass.conformance.broken.engine;

import dev.couchgrass.conformance.broken.engine.Entries.Entry;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.map.PersistentByteMap;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Engines whose snapshots are of another moment, or cost what they must not. */
final class WrongSnapshots {
  private WrongSnapshots() {}

  static final class SeesLaterWrites extends ReferenceEngine {
    SeesLaterWrites(Disk disk) {
      super(disk);
    }

    @Override
    public Snapshot snapshot() {
      requireOpen();
      return new MapSnapshot(newest()) {
        @Override
        PersistentByteMap map() {
          return newest();
        }
      };
    }
  }

  /** Keeps its entries in an array, which each snapshot copies. */
  static final class CopiesEverything extends ReferenceEngine {
    private volatile Entry[] entries = {};

    CopiesEverything(Disk disk) {
      super(disk);
    }

    @Override
    synchronized void apply(Batch batch) {
      super.apply(batch);
      entries = Entries.all(newest()).toArray(Entry[]::new);
    }

    @Override
    public Snapshot snapshot() {
      requireOpen();
      Entry[] copy = entries.clone();
      return new MapSnapshot(newest()) {
        @Override
        public void close() {
          super.close();
          Arrays.fill(copy, null);
        }
      };
    }
  }

  /** Shares the writers' lock: one of the ways not to see half a batch. */
  static final class WaitsForCommits extends ReferenceEngine {
    WaitsForCommits(Disk disk) {
      super(disk);
    }

    @Override
    public synchronized Snapshot snapshot() {
      return super.snapshot();
    }
  }

  /** Asks another thread for each value, as one does who reads over a network. */
  static final class WaitsForValues extends ReferenceEngine {
    private final ExecutorService network = Executors.newSingleThreadExecutor();

    WaitsForValues(Disk disk) {
      super(disk);
    }

    @Override
    public Snapshot snapshot() {
      requireOpen();
      return new MapSnapshot(newest()) {
        @Override
        public Optional<byte[]> get(byte[] key) {
          return CompletableFuture.supplyAsync(() -> super.get(key), network).join();
        }
      };
    }

    @Override
    public Future<Void> close() {
      network.shutdown();
      return super.close();
    }
  }

  static final class EmptyIsAbsent extends ReferenceEngine {
    EmptyIsAbsent(Disk disk) {
      super(disk);
    }

    @Override
    public Snapshot snapshot() {
      requireOpen();
      return new MapSnapshot(newest()) {
        @Override
        public Optional<byte[]> get(byte[] key) {
          return super.get(key).filter(value -> value.length > 0);
        }
      };
    }
  }

  static final class RankCountsTheKey extends ReferenceEngine {
    RankCountsTheKey(Disk disk) {
      super(disk);
    }

    @Override
    public Snapshot snapshot() {
      requireOpen();
      return new MapSnapshot(newest()) {
        @Override
        public OptionalLong rank(byte[] key) {
          return OptionalLong.of(map().rank(Arrays.copyOf(key, key.length + 1)));
        }
      };
    }
  }

  static final class RankCountsDeletedKeys extends ReferenceEngine {
    private PersistentByteMap everWritten;

    RankCountsDeletedKeys(Disk disk) {
      super(disk);
      everWritten = disk.kept();
    }

    @Override
    synchronized void apply(Batch batch) {
      super.apply(batch);
      everWritten =
          everWritten.with(
              new Batch(batch.changes().stream().filter(c -> c.value().isPresent()).toList()));
    }

    @Override
    public synchronized Snapshot snapshot() {
      requireOpen();
      PersistentByteMap counted = everWritten;
      return new MapSnapshot(newest()) {
        @Override
        public OptionalLong rank(byte[] key) {
          return OptionalLong.of(counted.rank(key));
        }
      };
    }
  }

  /** One buffer for the keys of each cursor. */
  static final class ReusesItsBuffer extends ReferenceEngine {
    ReusesItsBuffer(Disk disk) {
      super(disk);
    }

    @Override
    public Snapshot snapshot() {
      requireOpen();
      return new MapSnapshot(newest()) {
        @Override
        public Cursor scan(KeyRange range, Direction direction) {
          return new OneBuffer(super.scan(range, direction));
        }
      };
    }
  }

  private static final class OneBuffer implements Snapshot.Cursor {
    private final Snapshot.Cursor entries;
    private byte[] buffer = {};

    OneBuffer(Snapshot.Cursor entries) {
      this.entries = entries;
    }

    @Override
    public boolean next() {
      return entries.next();
    }

    @Override
    public byte[] key() {
      byte[] key = entries.key();
      if (buffer.length != key.length) {
        buffer = new byte[key.length];
      }
      System.arraycopy(key, 0, buffer, 0, key.length);
      return buffer;
    }

    @Override
    public byte[] value() {
      return entries.value();
    }

    @Override
    public void close() {
      entries.close();
    }
  }

  static final class ReadsWhatIsClosed extends ReferenceEngine {
    ReadsWhatIsClosed(Disk disk) {
      super(disk);
    }

    @Override
    public Snapshot snapshot() {
      requireOpen();
      return new MapSnapshot(newest()) {
        @Override
        public void close() {
          // The map stays where it is.
        }
      };
    }
  }
}
