package dev.couchgrass.server.http;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.DocumentStore;
import io.vertx.core.Future;

/** What a database wants done with each document before it is written: {@code _users} hashes. */
@FunctionalInterface
public interface DocumentPolicy {
  /**
   * Looks at a revision that is about to be written, whichever way: edit, graft, bulk, attachment.
   *
   * @return the body to write instead, or the same one. A failure, usually {@code FORBIDDEN},
   *     refuses this document and no other
   */
  Future<JsonBody> beforeWrite(
      Identity identity, DocumentStore database, DocumentId id, boolean deleted, JsonBody body);
}
