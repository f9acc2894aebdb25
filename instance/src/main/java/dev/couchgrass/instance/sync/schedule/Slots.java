package dev.couchgrass.instance.sync.schedule;

import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Lets so much work run at a time, and of each lane one; the rest waits in the order in which it
 * came. So a lane that takes long holds up itself alone.
 */
final class Slots {
  /** Work that waits; each is another, whatever it does. */
  private static final class Task {
    private final Object lane;
    private final Runnable start;
    private final Runnable drop;

    Task(Object lane, Runnable start, Runnable drop) {
      this.lane = lane;
      this.start = start;
      this.drop = drop;
    }
  }

  private final Set<Task> waiting = new LinkedHashSet<>();
  private final Set<Object> busy = new HashSet<>();
  private final Promise<Void> ended = Promise.promise();
  private int free;
  private boolean closed;

  Slots(int free) {
    this.free = free;
  }

  <T> Future<T> run(Object lane, Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    synchronized (this) {
      if (closed) {
        return Future.failedFuture(off());
      }
      waiting.add(new Task(lane, () -> run(lane, work, done), () -> done.tryFail(off())));
    }
    startNext();
    return done.future();
  }

  private static InstanceException off() {
    return new InstanceException(InstanceProblem.SYNC_OFF);
  }

  private <T> void run(Object lane, Supplier<Future<T>> work, Promise<T> done) {
    Future.succeededFuture()
        .compose(now -> work.get())
        .andThen(ended -> release(lane))
        .onComplete(done);
  }

  private void release(Object lane) {
    synchronized (this) {
      busy.remove(lane);
      free++;
      endIfIdle();
    }
    startNext();
  }

  private void endIfIdle() {
    if (closed && busy.isEmpty()) {
      ended.tryComplete();
    }
  }

  /** Begins nothing any more; what waits fails. Completes when what runs has ended. Idempotent. */
  Future<Void> close() {
    List<Task> dropped;
    synchronized (this) {
      closed = true;
      dropped = List.copyOf(waiting);
      waiting.clear();
      endIfIdle();
    }
    dropped.forEach(task -> task.drop.run());
    return ended.future();
  }

  private void startNext() {
    take().ifPresent(task -> task.start.run());
  }

  private synchronized Optional<Task> take() {
    Optional<Task> next =
        free == 0
            ? Optional.empty()
            : waiting.stream().filter(task -> !busy.contains(task.lane)).findFirst();
    next.ifPresent(
        task -> {
          waiting.remove(task);
          busy.add(task.lane);
          free--;
        });
    return next;
  }
}
