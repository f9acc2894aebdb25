package dev.couchgrass.server.http;

import io.vertx.core.Future;

/** Answers the requests of a route. */
@FunctionalInterface
public interface Endpoint {
  /**
   * Answers, and completes when the answer is handed to the connection. A failed future or a thrown
   * exception becomes the answer that {@link Failures} has for it.
   */
  Future<Void> handle(Exchange exchange);
}
