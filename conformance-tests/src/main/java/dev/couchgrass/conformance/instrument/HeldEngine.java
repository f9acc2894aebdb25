package dev.couchgrass.conformance.instrument;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;

/** An engine whose commits wait, while it is told to hold, until they are let go. */
public final class HeldEngine extends EngineWrapper {
  private record Held(Batch batch, Promise<Void> done) {}

  private final ArrayDeque<Held> held = new ArrayDeque<>();
  private final AtomicInteger commits = new AtomicInteger();
  private boolean holding;

  public HeldEngine(Engine inner) {
    super(inner);
  }

  /** How many commits were begun. */
  public int commits() {
    return commits.get();
  }

  public synchronized void hold() {
    holding = true;
  }

  /** Lets everything go that waits, and holds no longer. */
  public void letGo() {
    while (true) {
      Held next;
      synchronized (this) {
        next = held.poll();
        if (next == null) {
          holding = false;
          return;
        }
      }
      super.commit(next.batch()).onComplete(next.done());
    }
  }

  @Override
  public Future<Void> commit(Batch batch) {
    commits.incrementAndGet();
    synchronized (this) {
      if (holding) {
        Promise<Void> done = Promise.promise();
        held.add(new Held(batch, done));
        return done.future();
      }
    }
    return super.commit(batch);
  }
}
