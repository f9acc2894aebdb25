package dev.couchgrass.store.kv.work;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * Reads piece by piece from something that is released at the end, on failure, or when it is
 * closed: at once or, if a piece is being read then, right after it. A failed reading fails for
 * ever, so that nobody takes a failure for the end.
 *
 * @param <T> a piece
 */
public final class Reading<T> {
  private final Workers workers;
  private final T end;
  private final Predicate<T> isEnd;
  private final Runnable release;
  private boolean busy;
  private boolean closed;
  private boolean released;
  private Optional<RuntimeException> failure = Optional.empty();

  /**
   * @param end what is answered after the end
   */
  public Reading(Workers workers, T end, Predicate<T> isEnd, Runnable release) {
    this.workers = workers;
    this.end = end;
    this.isEnd = isEnd;
    this.release = release;
  }

  /**
   * Reads the next piece.
   *
   * @param weight see {@link Workers#read(long, Callable)}
   */
  public Future<T> next(long weight, Callable<T> read) {
    synchronized (this) {
      if (failure.isPresent()) {
        return Future.failedFuture(failure.get());
      }
      if (closed) {
        return Future.succeededFuture(end);
      }
      if (busy) {
        throw new IllegalStateException("The next call comes after the one before has completed");
      }
      busy = true;
    }
    try {
      return workers.read(weight, () -> piece(read));
    } catch (RuntimeException e) {
      ended(false);
      throw e;
    }
  }

  private T piece(Callable<T> read) throws Exception {
    boolean more = false;
    try {
      T piece = read.call();
      more = !isEnd.test(piece);
      return piece;
    } catch (Exception e) {
      synchronized (this) {
        failure = Optional.of(Workers.expected(e));
      }
      throw e;
    } finally {
      ended(more);
    }
  }

  private synchronized void ended(boolean more) {
    busy = false;
    closed |= !more;
    releaseIfDone();
  }

  public synchronized void close() {
    closed = true;
    releaseIfDone();
  }

  private void releaseIfDone() {
    if (closed && !busy && !released) {
      released = true;
      release.run();
    }
  }
}
