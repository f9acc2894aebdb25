package dev.couchgrass.instance.timer;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Sets timers on one context, whoever asks for them: one on the caller's would end with the
 * caller's deployment.
 */
public final class Timers {
  private final Vertx vertx;
  private final Context context;

  /** A task that comes later. */
  public final class Timer {
    private OptionalLong id = OptionalLong.empty();
    private boolean cancelled;

    private synchronized void start(long millis, Runnable task) {
      if (!cancelled) {
        id = OptionalLong.of(vertx.setTimer(millis, fired -> ring(task)));
      }
    }

    private void ring(Runnable task) {
      synchronized (this) {
        if (cancelled) {
          return;
        }
      }
      task.run();
    }

    /** Lets it come no more. Idempotent. */
    public synchronized void cancel() {
      cancelled = true;
      id.ifPresent(vertx::cancelTimer);
    }
  }

  /** Timers on the context that this is called on, or on one of their own. */
  public Timers(Vertx vertx) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
  }

  /** Runs something once, after a time of at least a millisecond. */
  public Timer after(Duration time, Runnable task) {
    Timer timer = new Timer();
    context.runOnContext(now -> timer.start(Math.max(1, time.toMillis()), task));
    return timer;
  }
}
