package dev.couchgrass.store.kv.work;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Calls back once, some time later, and may then be set anew. It runs on the context that the
 * storage was opened on: a timer on a caller's would end with the caller's deployment.
 */
public final class Alarm {
  private final Vertx vertx;
  private final Context context;
  private OptionalLong timer = OptionalLong.empty();
  private boolean set;
  private boolean cancelled;

  Alarm(Vertx vertx, Context context) {
    this.vertx = vertx;
    this.context = context;
  }

  /** Sets the alarm, unless it is set already. */
  public synchronized void set(Duration delay, Runnable task) {
    if (!set && !cancelled) {
      set = true;
      context.runOnContext(now -> start(Math.max(1, delay.toMillis()), task));
    }
  }

  private synchronized void start(long delay, Runnable task) {
    if (!cancelled) {
      timer = OptionalLong.of(vertx.setTimer(delay, id -> ring(task)));
    }
  }

  private void ring(Runnable task) {
    synchronized (this) {
      set = false;
      timer = OptionalLong.empty();
      if (cancelled) {
        return;
      }
    }
    task.run();
  }

  /** Calls back no more, for good. */
  public synchronized void cancel() {
    cancelled = true;
    timer.ifPresent(vertx::cancelTimer);
    timer = OptionalLong.empty();
  }
}
