package dev.couchgrass.server.http;

import dev.couchgrass.store.DocumentStore;
import io.vertx.core.Future;
import java.util.Optional;

/** Decides who somebody is, and whether they may pass. */
public interface Gate {
  /** A database that somebody may use, and its rules for documents. */
  record Opened(DocumentStore database, Optional<DocumentPolicy> policy) {}

  /** Who asks. Fails with 401 if what they show is wrong, and 403 if they are locked out. */
  Future<Identity> identify(Exchange exchange);

  /**
   * Lets somebody pass, and opens the database if the route wants it. Fails with 401, 403, or
   * {@code DATABASE_MISSING}.
   */
  Future<Optional<Opened>> admit(Identity identity, Dispatcher.Match match);
}
