package dev.couchgrass.server.document;

import dev.couchgrass.store.document.OpenRevision;
import java.util.List;
import java.util.Optional;

/** What a bulk read found for one row, or what is wrong with the row. */
public sealed interface BulkFound {
  /** The id as it came, as JSON. */
  byte[] id();

  /**
   * Revisions, some of which may be missing. A row with more than should be in memory at once comes
   * in several pieces, one after the other.
   *
   * @param attachments what the row itself says of them; empty leaves it to the query
   * @param begins whether this is the row's first piece
   * @param ends whether it is its last
   */
  record Found(
      byte[] id,
      List<OpenRevision> revisions,
      Optional<AttachmentSelection> attachments,
      boolean begins,
      boolean ends)
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
