package dev.couchgrass.sync.log.feed;

import dev.couchgrass.store.flow.Caller;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Wakes whoever waits for more, until there will be none. For several threads. */
final class News {
  private Promise<Void> next = Promise.promise();
  private boolean ended;

  /** There may be more. Not to be called within a lock: whoever waits goes on here. */
  void tell() {
    Promise<Void> told;
    synchronized (this) {
      told = next;
      next = Promise.promise();
    }
    told.tryComplete();
  }

  /** There will be no more. */
  void end() {
    synchronized (this) {
      ended = true;
    }
    tell();
  }

  /** Completes at the next news; empty if there will be none. */
  private synchronized Optional<Future<Void>> later() {
    return ended ? Optional.empty() : Optional.of(next.future());
  }

  /**
   * The first page that is not empty, looked for now and at all news; an empty one at the end. The
   * future completes on the caller's context.
   */
  <T> Future<List<T>> firstPage(Supplier<Future<List<T>>> now) {
    List<T> found = new ArrayList<>();
    Future<Void> done =
        Repeat.whileTrue(
            () -> {
              // Asked for before the look, so that nothing comes between the two.
              Optional<Future<Void>> later = later();
              return later.isEmpty()
                  ? Future.succeededFuture(false)
                  : now.get().compose(page -> arrived(page, found, later.get()));
            });
    return Caller.current().deliver(done.map(ended -> List.copyOf(found)));
  }

  private static <T> Future<Boolean> arrived(List<T> page, List<T> found, Future<Void> later) {
    found.addAll(page);
    return page.isEmpty() ? later.map(told -> true) : Future.succeededFuture(false);
  }
}
