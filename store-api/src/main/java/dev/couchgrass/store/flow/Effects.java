package dev.couchgrass.store.flow;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.util.function.Consumer;

/**
 * What is done when a future has completed, before anything that waits for it.
 *
 * <pre>{@code
 * return file.read(...).andThen(onSuccess(piece -> position += piece.length()));
 * }</pre>
 *
 * <p>{@link Future#onSuccess}, {@link Future#onFailure} and {@link Future#onComplete} return the
 * same future, so what is chained to it does not wait for their handlers: while a future of an
 * event loop completes on another thread, whoever listens last may hear it first. {@link
 * Future#andThen} returns a future that completes after its handler. The architecture tests keep it
 * so: nothing uses what the three return.
 */
public final class Effects {
  private Effects() {}

  /**
   * For {@link Future#andThen}: does something with the result. What it throws fails the future.
   */
  public static <T> Handler<AsyncResult<T>> onSuccess(Consumer<? super T> effect) {
    return ended -> {
      if (ended.succeeded()) {
        effect.accept(ended.result());
      }
    };
  }

  /** For {@link Future#andThen}: does something after a failure. What it throws takes its place. */
  public static <T> Handler<AsyncResult<T>> onFailure(Consumer<? super Throwable> effect) {
    return ended -> {
      if (ended.failed()) {
        effect.accept(ended.cause());
      }
    };
  }
}
