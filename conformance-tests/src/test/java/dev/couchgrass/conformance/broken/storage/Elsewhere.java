package dev.couchgrass.conformance.broken.storage;

import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;

/** A way round by another thread, so that others come in between: as when a server is asked. */
final class Elsewhere {
  private Elsewhere() {}

  static <T> Future<T> by(T value) {
    return Future.fromCompletionStage(CompletableFuture.supplyAsync(() -> value));
  }
}
