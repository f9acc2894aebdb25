package dev.couchgrass.server.document;

import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.document.StoredDocument;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whose attachments' bytes a reader wants. */
public sealed interface AttachmentSelection {
  /** None: stubs. */
  AttachmentSelection NONE = new None();

  /** Every one: {@code attachments=true}. */
  AttachmentSelection ALL = new All();

  /** See {@link #NONE}. */
  record None() implements AttachmentSelection {}

  /** See {@link #ALL}. */
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

  /** The names, in the document's order. */
  default Set<String> of(StoredDocument document) {
    if (this instanceof None) {
      return Set.of();
    }
    long after = this instanceof Since since ? since.ancestor(document) : 0;
    Set<String> names = new LinkedHashSet<>();
    for (AttachmentInfo attachment : document.attachments()) {
      if (attachment.revisionPosition() > after) {
        names.add(attachment.name());
      }
    }
    return names;
  }
}
