package dev.couchgrass.conformance.broken.engine;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.map.PersistentByteMap;
import io.vertx.core.Future;

/** Engines that end otherwise than they should, or come back with something else. */
final class WrongLives {
  private WrongLives() {}

  /** Writes the length of its log before the last batch is in it. */
  static final class ForgetsTheLastBatch extends ReferenceEngine {
    private PersistentByteMap before;

    ForgetsTheLastBatch(Disk disk) {
      super(disk);
      before = disk.kept();
    }

    @Override
    synchronized void apply(Batch batch) {
      before = newest();
      super.apply(batch);
    }

    @Override
    public synchronized Future<Void> close() {
      if (!closed()) {
        disk().keep(before);
      }
      return super.close();
    }
  }

  /** Visible at once; on disk only when it is told to. */
  static class WritesWhenFlushed extends ReferenceEngine {
    WritesWhenFlushed(Disk disk) {
      super(disk);
    }

    @Override
    synchronized void apply(Batch batch) {
      publish(newest().with(batch));
    }

    @Override
    public Future<Void> flush() {
      disk().keep(newest());
      return super.flush();
    }

    @Override
    public synchronized Future<Void> close() {
      if (!closed()) {
        flush();
      }
      return super.close();
    }
  }

  /** On disk every so often; what came since is dropped by closing. */
  static final class ClosesWithoutFlush extends ReferenceEngine {
    private int batches;

    ClosesWithoutFlush(Disk disk) {
      super(disk);
    }

    @Override
    synchronized void apply(Batch batch) {
      publish(newest().with(batch));
      if (++batches % 64 == 0) {
        disk().keep(newest());
      }
    }

    @Override
    public Future<Void> flush() {
      disk().keep(newest());
      return super.flush();
    }
  }

  /** Begins its log anew with the first batch that it writes after it was opened. */
  static final class BeginsItsLogAnew extends ReferenceEngine {
    private PersistentByteMap log = PersistentByteMap.EMPTY;

    BeginsItsLogAnew(Disk disk) {
      super(disk);
    }

    @Override
    synchronized void apply(Batch batch) {
      super.apply(batch);
      log = log.with(batch);
      disk().keep(log);
    }
  }

  static final class ForgetsDeletions extends ReferenceEngine {
    ForgetsDeletions(Disk disk) {
      super(disk);
    }

    @Override
    synchronized void apply(Batch batch) {
      PersistentByteMap kept = disk().kept();
      super.apply(batch);
      disk()
          .keep(
              kept.with(
                  new Batch(batch.changes().stream().filter(c -> c.value().isPresent()).toList())));
    }
  }

  static final class ClosesOnce extends ReferenceEngine {
    ClosesOnce(Disk disk) {
      super(disk);
    }

    @Override
    public Future<Void> close() {
      requireOpen();
      return super.close();
    }
  }

  static final class CommitsAfterClosing extends ReferenceEngine {
    private boolean closing;

    CommitsAfterClosing(Disk disk) {
      super(disk);
    }

    @Override
    public Future<Void> close() {
      closing = true;
      return Future.succeededFuture();
    }

    @Override
    public dev.couchgrass.store.engine.Snapshot snapshot() {
      if (closing) {
        throw new IllegalStateException("The engine is closed");
      }
      return super.snapshot();
    }
  }
}
