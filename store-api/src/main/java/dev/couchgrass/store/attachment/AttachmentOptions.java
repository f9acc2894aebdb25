package dev.couchgrass.store.attachment;

import dev.couchgrass.core.revision.RevisionId;
import java.util.Objects;
import java.util.Optional;

/**
 * Which bytes of an attachment to read.
 *
 * @param revision of the document; the winner if empty
 * @param form decoded, or as stored
 * @param from the first byte wanted, counted in the chosen form
 * @param to the byte after the last one wanted; cut to the attachment's end
 */
public record AttachmentOptions(Optional<RevisionId> revision, Form form, long from, long to) {
  /** All of it, decoded, of the winner. */
  public static final AttachmentOptions DEFAULTS =
      new AttachmentOptions(Optional.empty(), Form.DECODED, 0, Long.MAX_VALUE);

  /** In which form bytes are handed out. */
  public enum Form {
    /** As they were before the store compressed them. */
    DECODED,
    /** As they are kept: compressed if {@link AttachmentInfo#encoding()} says so. */
    STORED
  }

  public AttachmentOptions {
    Objects.requireNonNull(revision);
    Objects.requireNonNull(form);
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("A range starts at 0 or later and does not end before");
    }
  }

  public AttachmentOptions withRevision(RevisionId revision) {
    return new AttachmentOptions(Optional.of(revision), form, from, to);
  }

  public AttachmentOptions withForm(Form form) {
    return new AttachmentOptions(revision, form, from, to);
  }

  public AttachmentOptions withRange(long from, long to) {
    return new AttachmentOptions(revision, form, from, to);
  }
}
