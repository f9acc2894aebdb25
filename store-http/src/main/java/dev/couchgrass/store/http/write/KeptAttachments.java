package dev.couchgrass.store.http.write;

import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.http.read.DocumentReads;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Whether attachments to keep are those that the writer means, where he says so. Servers pass over
 * the digest of a stub, so the parent is read before: as a revision it never changes.
 */
final class KeptAttachments {
  private final DocumentReads reads;

  KeptAttachments(DocumentReads reads) {
    this.reads = reads;
  }

  /** Also where nothing can be compared: the server then decides. */
  Future<Boolean> agree(Outgoing document) {
    if (document.checked().isEmpty() || document.parent().isEmpty()) {
      return Future.succeededFuture(true);
    }
    return reads
        .get(document.id(), GetOptions.DEFAULTS.withRevision(document.parent().get()))
        .map(parent -> parent.isEmpty() || agree(document, parent.get()));
  }

  private static boolean agree(Outgoing document, StoredDocument parent) {
    return document.checked().stream()
        .allMatch(
            keep ->
                parent
                    .attachment(keep.name())
                    .map(known -> Optional.of(known.digest()).equals(keep.digest()))
                    .orElse(false));
  }
}
