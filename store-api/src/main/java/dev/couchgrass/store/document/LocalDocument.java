package dev.couchgrass.store.document;

import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.json.JsonBody;
import java.util.Objects;

/**
 * A document that never leaves its database: a checkpoint, say. It has no history.
 *
 * @param revision how often it was written, by the writers' own count: CouchDB's {@code 0-N}
 */
public record LocalDocument(LocalDocumentId id, long revision, JsonBody body) {
  public LocalDocument {
    Objects.requireNonNull(id);
    Objects.requireNonNull(body);
  }
}
