package dev.couchgrass.conformance.instrument;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** An engine that fails when it is told to. */
public final class FaultyEngine extends EngineWrapper {
  /** How many operations go well before they fail; below 0 none fails. */
  private final AtomicInteger commitsLeft = new AtomicInteger(-1);

  private final AtomicInteger readsLeft = new AtomicInteger(-1);
  private volatile boolean throwing;

  public FaultyEngine(Engine inner) {
    super(inner);
  }

  /** Lets commits fail after so many more. */
  public void failCommitsAfter(int count) {
    commitsLeft.set(count);
  }

  /** Lets reads fail after so many more. */
  public void failReadsAfter(int count) {
    readsLeft.set(count);
  }

  /** Whether commits throw where they would fail. */
  public void throwing(boolean on) {
    throwing = on;
  }

  public void heal() {
    commitsLeft.set(-1);
    readsLeft.set(-1);
  }

  private static boolean due(AtomicInteger left) {
    return left.getAndUpdate(n -> n > 0 ? n - 1 : n) == 0;
  }

  private void read() {
    if (due(readsLeft)) {
      throw new IllegalStateException("The disk cannot be read");
    }
  }

  @Override
  public Future<Void> commit(Batch batch) {
    if (!due(commitsLeft)) {
      return super.commit(batch);
    }
    if (throwing) {
      throw new IllegalStateException("The disk is gone");
    }
    return Future.failedFuture(new IllegalStateException("The disk is full"));
  }

  @Override
  public Future<Void> flush() {
    return due(commitsLeft)
        ? Future.failedFuture(new IllegalStateException("The disk is full"))
        : super.flush();
  }

  @Override
  public Snapshot snapshot() {
    Snapshot sound = super.snapshot();
    return new Snapshot() {
      @Override
      public Optional<byte[]> get(byte[] key) {
        read();
        return sound.get(key);
      }

      @Override
      public Cursor scan(KeyRange range, Direction direction) {
        read();
        return faulty(sound.scan(range, direction));
      }

      @Override
      public OptionalLong rank(byte[] key) {
        return sound.rank(key);
      }

      @Override
      public void close() {
        sound.close();
      }
    };
  }

  private Snapshot.Cursor faulty(Snapshot.Cursor sound) {
    return new Snapshot.Cursor() {
      @Override
      public boolean next() {
        read();
        return sound.next();
      }

      @Override
      public byte[] key() {
        return sound.key();
      }

      @Override
      public byte[] value() {
        return sound.value();
      }

      @Override
      public void close() {
        sound.close();
      }
    };
  }
}
