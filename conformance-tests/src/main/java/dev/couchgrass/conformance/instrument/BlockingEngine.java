package dev.couchgrass.conformance.instrument;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.EngineCapabilities;
import dev.couchgrass.store.engine.EngineCapabilities.Durability;
import dev.couchgrass.store.engine.EngineCapabilities.Reads;
import dev.couchgrass.store.engine.Snapshot;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** An engine as one on a disk is: reads may block, commits complete on a thread of its own. */
public final class BlockingEngine extends EngineWrapper {
  private final ExecutorService disk =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "disk");
            thread.setDaemon(true);
            return thread;
          });

  private final Promise<Void> closed = Promise.promise();

  public BlockingEngine(Engine inner) {
    super(inner);
  }

  @Override
  public EngineCapabilities capabilities() {
    EngineCapabilities memory = super.capabilities();
    return new EngineCapabilities(
        Durability.PROCESS, Reads.BLOCKING, memory.maxKeyBytes(), memory.maxValueBytes());
  }

  @Override
  public boolean readsWait() {
    return true;
  }

  /** Knows no ranks. */
  @Override
  public Snapshot snapshot() {
    requireOpen();
    Snapshot ranked = super.snapshot();
    return new Snapshot() {
      @Override
      public java.util.Optional<byte[]> get(byte[] key) {
        return ranked.get(key);
      }

      @Override
      public Cursor scan(dev.couchgrass.store.engine.KeyRange range, Direction direction) {
        return ranked.scan(range, direction);
      }

      @Override
      public void close() {
        ranked.close();
      }
    };
  }

  @Override
  public Future<Void> commit(Batch batch) {
    capabilities().requireFit(batch);
    return onDisk(() -> super.commit(batch));
  }

  @Override
  public Future<Void> flush() {
    return onDisk(super::flush);
  }

  @Override
  public Future<Void> close() {
    synchronized (closed) {
      if (!disk.isShutdown()) {
        disk.execute(
            () -> {
              super.close().onComplete(closed);
            });
        disk.shutdown();
      }
    }
    return closed.future();
  }

  private Future<Void> onDisk(Supplier<Future<Void>> task) {
    Promise<Void> done = Promise.promise();
    synchronized (closed) {
      requireOpen();
      disk.execute(
          () -> {
            task.get().onComplete(done);
          });
    }
    return done.future();
  }

  private void requireOpen() {
    if (disk.isShutdown()) {
      throw new IllegalStateException("The engine is closed");
    }
  }
}
