package dev.couchgrass.server.document;

import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.document.StoredDocument;
import java.util.List;

/** Whose attachments' bytes a reader wants. */
public sealed interface AttachmentSelection {
  /** None: stubs. */
  record None() implements AttachmentSelection {}

  /** Every one: {@code attachments=true}. */
  record All() implements AttachmentSelection {}

  /**
   * Those attached after the newest of these revisions that the document descends from: {@code
   * atts_since}. Needs documents with their history.
   */
  record Since(List<RevisionId> revisions) implements AttachmentSelection {
    public Since {
      revisions = List.copyOf(revisions);
    }

    private long ancestor(StoredDocument document) {
      for (RevisionId revision : document.extras().history()) {
        if (revisions.contains(revision)) {
          return revision.generation();
        }
      }
      return 0;
    }
  }

  /** Those of a document, in its order. */
  default List<AttachmentInfo> of(StoredDocument document) {
    if (this instanceof None) {
      return List.of();
    }
    long after = this instanceof Since since ? since.ancestor(document) : 0;
    return document.attachments().stream()
        .filter(attachment -> attachment.revisionPosition() > after)
        .toList();
  }
}
