package dev.couchgrass.server.document;

import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.document.StoredDocument;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Set;

/** Loads attachments into memory, to write them within JSON. */
@FunctionalInterface
public interface AttachmentData {
  /**
   * The decoded bytes of those named, as the revision has them. Fails with {@code
   * ATTACHMENT_TOO_LARGE} beyond a limit.
   */
  Future<Map<String, byte[]>> load(
      DocumentStore database, StoredDocument document, Set<String> names);
}
