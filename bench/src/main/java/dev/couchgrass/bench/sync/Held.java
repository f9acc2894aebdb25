package dev.couchgrass.bench.sync;

import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.sync.Endpoint;
import java.io.IOException;
import java.util.Optional;

/**
 * A database to replicate from or to.
 *
 * @param server where it is, if on a server
 * @param removal drops it, and waits until that costs nothing any more
 */
record Held(DocumentStore store, Optional<String> server, Removal removal) {
  /** How a database is dropped. */
  @FunctionalInterface
  interface Removal {
    void run() throws IOException;
  }

  /** As a user has it: with a question for its identity. */
  Endpoint endpoint(CallCount calls) {
    DocumentStore watched = calls.watch(store);
    return server
        .map(url -> Endpoint.at(url, watched))
        .orElseGet(() -> Endpoint.of(watched))
        .await();
  }

  void remove() throws IOException {
    removal.run();
  }
}
