package dev.couchgrass.store.document;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.attachment.AttachmentEdit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A new revision that somebody wants to make.
 *
 * @param parent the leaf that it replaces; empty for a new document, and for one that is deleted
 * @param deleted whether the revision is a tombstone, which may keep a body
 * @param attachments all that the new revision has, in order: the order goes into its revision id
 */
public record DocumentEdit(
    DocumentId id,
    Optional<RevisionId> parent,
    boolean deleted,
    JsonBody body,
    List<AttachmentEdit> attachments) {
  public DocumentEdit {
    Objects.requireNonNull(id);
    Objects.requireNonNull(parent);
    Objects.requireNonNull(body);
    attachments = List.copyOf(attachments);
  }

  /** A new document, or one recreated over its tombstone. */
  public static DocumentEdit create(DocumentId id, JsonBody body) {
    return new DocumentEdit(id, Optional.empty(), false, body, List.of());
  }

  /** A new revision in place of {@code parent}, without attachments. */
  public static DocumentEdit update(DocumentId id, RevisionId parent, JsonBody body) {
    return new DocumentEdit(id, Optional.of(parent), false, body, List.of());
  }

  /** A tombstone in place of {@code parent}. */
  public static DocumentEdit delete(DocumentId id, RevisionId parent) {
    return new DocumentEdit(id, Optional.of(parent), true, JsonBody.EMPTY, List.of());
  }

  public DocumentEdit withAttachments(List<AttachmentEdit> attachments) {
    return new DocumentEdit(id, parent, deleted, body, attachments);
  }
}
