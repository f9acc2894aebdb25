package dev.couchgrass.conformance.broken.engine;

import dev.couchgrass.conformance.broken.engine.Entries.Entry;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Batch.Change;
import dev.couchgrass.store.engine.Snapshot;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.Optional;

/** Engines that take single changes for something else than they are. */
final class WrongChanges {
  private WrongChanges() {}

  static final class DeletionNeedsTheKey extends ReferenceEngine {
    DeletionNeedsTheKey(Disk disk) {
      super(disk);
    }

    @Override
    public Future<Void> commit(Batch batch) {
      boolean missing =
          batch.changes().stream()
              .anyMatch(c -> c.value().isEmpty() && newest().get(c.key()).isEmpty());
      return missing
          ? Future.failedFuture(new IllegalStateException("The key is not there"))
          : super.commit(batch);
    }
  }

  /** Seeks the key, and deletes what it then stands on. */
  static final class DeletionTakesTheNext extends ReferenceEngine {
    DeletionTakesTheNext(Disk disk) {
      super(disk);
    }

    @Override
    synchronized void apply(Batch batch) {
      Batch.Builder wrong = Batch.builder();
      for (Change change : batch.changes()) {
        change
            .value()
            .ifPresentOrElse(
                value -> wrong.put(change.key(), value), () -> wrong.delete(sought(change.key())));
      }
      super.apply(wrong.build());
    }

    private byte[] sought(byte[] key) {
      return Entries.all(newest()).stream()
          .map(Entry::key)
          .filter(each -> Arrays.compareUnsigned(each, key) >= 0)
          .findFirst()
          .orElse(key);
    }
  }

  static final class TooLongFailsTheFuture extends ReferenceEngine {
    TooLongFailsTheFuture(Disk disk) {
      super(disk);
    }

    @Override
    public Future<Void> commit(Batch batch) {
      try {
        return super.commit(batch);
      } catch (IllegalArgumentException e) {
        return Future.failedFuture(e);
      }
    }
  }

  /** Checks each change when its turn comes. */
  static final class TooLongKeepsWhatWasBefore extends ReferenceEngine {
    TooLongKeepsWhatWasBefore(Disk disk) {
      super(disk);
    }

    @Override
    public Future<Void> commit(Batch batch) {
      requireOpen();
      for (Change change : batch.changes()) {
        Batch one = new Batch(java.util.List.of(change));
        capabilities().requireFit(one);
        apply(one);
      }
      return Future.succeededFuture();
    }
  }

  /** Keys are told apart by their first bytes alone. */
  static final class CutsLongKeys extends ReferenceEngine {
    private static final int LENGTH = 255;

    CutsLongKeys(Disk disk) {
      super(disk);
    }

    private static byte[] cut(byte[] key) {
      return key.length > LENGTH ? Arrays.copyOf(key, LENGTH) : key;
    }

    @Override
    synchronized void apply(Batch batch) {
      Batch.Builder cut = Batch.builder();
      for (Change change : batch.changes()) {
        change
            .value()
            .ifPresentOrElse(
                value -> cut.put(cut(change.key()), value), () -> cut.delete(cut(change.key())));
      }
      super.apply(cut.build());
    }

    @Override
    public Snapshot snapshot() {
      requireOpen();
      return new MapSnapshot(newest()) {
        @Override
        public Optional<byte[]> get(byte[] key) {
          return super.get(cut(key));
        }
      };
    }
  }

  /** Copies what it is given, and then uses the caller's arrays for something else. */
  static final class WritesIntoWhatItWasGiven extends ReferenceEngine {
    WritesIntoWhatItWasGiven(Disk disk) {
      super(disk);
    }

    @Override
    synchronized void apply(Batch batch) {
      Batch.Builder copy = Batch.builder();
      for (Change change : batch.changes()) {
        change
            .value()
            .ifPresentOrElse(
                value -> copy.put(change.key(), value.clone()), () -> copy.delete(change.key()));
      }
      super.apply(copy.build());
      for (Change change : batch.changes()) {
        change.value().ifPresent(value -> Arrays.fill(value, (byte) -1));
      }
    }
  }
}
