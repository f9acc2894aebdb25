package dev.couchgrass.store.memory.conformance.engines;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.EngineCapabilities;
import dev.couchgrass.store.engine.EngineCapabilities.Durability;
import dev.couchgrass.store.engine.EngineCapabilities.Reads;
import dev.couchgrass.store.engine.Snapshot;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An engine as one on a disk is: reads may block, commits complete on a thread of its own. */
public final class BlockingEngine extends EngineWrapper {
  private final ExecutorService disk =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "disk");
            thread.setDaemon(true);
            return thread;
          });

  public BlockingEngine(Engine inner) {
    super(inner);
  }

  @Override
  public EngineCapabilities capabilities() {
    EngineCapabilities memory = super.capabilities();
    return new EngineCapabilities(
        Durability.PROCESS, Reads.BLOCKING, memory.maxKeyBytes(), memory.maxValueBytes());
  }

  /** Knows no ranks. */
  @Override
  public Snapshot snapshot() {
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
      public OptionalLong rank(byte[] key) {
        return OptionalLong.empty();
      }

      @Override
      public void close() {
        ranked.close();
      }
    };
  }

  @Override
  public Future<Void> commit(Batch batch) {
    Promise<Void> done = Promise.promise();
    disk.execute(() -> super.commit(batch).onComplete(done));
    return done.future();
  }

  @Override
  public Future<Void> flush() {
    Promise<Void> done = Promise.promise();
    disk.execute(() -> super.flush().onComplete(done));
    return done.future();
  }

  @Override
  public Future<Void> close() {
    Promise<Void> done = Promise.promise();
    disk.execute(() -> super.close().onComplete(done));
    disk.shutdown();
    return done.future();
  }
}
