package dev.couchgrass.server.document;

import dev.couchgrass.store.document.OpenRevision;
import java.util.List;
import java.util.Optional;

/** What a bulk read found for one row, or what is wrong with the row. */
public sealed interface BulkFound {
  /** The id as it came, as JSON. */
  byte[] id();

  /**
   * Revisions, some of which may be missing.
   *
   * @param attachments what the row itself says of them; empty leaves it to the query
   */
  record Found(byte[] id, List<OpenRevision> revisions, Optional<AttachmentSelection> attachments)
      implements BulkFound {
    public Found {
      revisions = List.copyOf(revisions);
    }
  }

  /**
   * Nothing.
   *
   * @param revision as it came, as JSON
   */
  record Refused(byte[] id, byte[] revision, String error, String reason) implements BulkFound {}
}
