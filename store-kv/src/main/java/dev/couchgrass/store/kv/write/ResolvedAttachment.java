package dev.couchgrass.store.kv.write;

import dev.couchgrass.core.document.AttachmentSummary;
import dev.couchgrass.core.revision.Revision;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.AttachmentEdit.Attach;
import dev.couchgrass.store.attachment.AttachmentEdit.Keep;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.layout.AttachmentRecord;
import dev.couchgrass.store.kv.layout.BodyRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An attachment of an edit, found: kept from an ancestor, or staged. Nothing is changed yet. */
sealed interface ResolvedAttachment {
  AttachmentSummary summary();

  /** An ancestor's. */
  record Kept(AttachmentRecord attachment) implements ResolvedAttachment {
    @Override
    public AttachmentSummary summary() {
      return new AttachmentSummary(attachment.name(), attachment.contentType(), attachment.md5());
    }
  }

  /** Bytes that wait to be named. */
  record Staged(Attach edit, StagedBlob blob) implements ResolvedAttachment {
    @Override
    public AttachmentSummary summary() {
      return new AttachmentSummary(edit.name(), edit.contentType(), blob.md5());
    }
  }

  /**
   * Finds the attachments of an edit on {@code parent}, a revision of the document.
   *
   * @throws StoreException {@code MISSING_STUB}
   */
  static List<ResolvedAttachment> ofEdit(
      List<AttachmentEdit> edits,
      WorkingDocument document,
      Optional<Revision> parent,
      Transaction transaction) {
    if (edits.isEmpty()) {
      return List.of();
    }
    Optional<BodyRecord> ancestor =
        parent.flatMap(revision -> transaction.bodies().read(document, revision));
    List<ResolvedAttachment> resolved = new ArrayList<>(edits.size());
    for (AttachmentEdit edit : edits) {
      if (edit instanceof Attach attach) {
        resolved.add(staged(attach, transaction));
      } else {
        resolved.add(kept((Keep) edit, ancestor));
      }
    }
    return resolved;
  }

  private static ResolvedAttachment staged(Attach attach, Transaction transaction) {
    if (!(attach.content() instanceof StagedBlob blob)) {
      throw new IllegalArgumentException("The attachment was staged in another kind of store");
    }
    if (!blob.usable(transaction)) {
      throw new StoreException(
          ErrorCode.BAD_REQUEST, "The staged attachment was released: ", attach.name());
    }
    return new Staged(attach, blob);
  }

  private static ResolvedAttachment kept(Keep keep, Optional<BodyRecord> ancestor) {
    return ancestor.stream()
        .flatMap(body -> body.attachments().stream())
        .filter(attachment -> attachment.name().equals(keep.name()))
        .filter(attachment -> keep.digest().map(attachment.digest()::equals).orElse(true))
        .findFirst()
        .<ResolvedAttachment>map(Kept::new)
        .orElseThrow(
            () ->
                new StoreException(
                    ErrorCode.MISSING_STUB, "Invalid attachment stub: ", keep.name()));
  }

  /** Makes the attachments a new revision's own, staged bytes included. */
  static List<AttachmentRecord> take(
      List<ResolvedAttachment> attachments, long generation, Transaction transaction) {
    List<AttachmentRecord> taken = new ArrayList<>(attachments.size());
    for (ResolvedAttachment attachment : attachments) {
      if (attachment instanceof Staged staged) {
        taken.add(staged.blob().take(staged.edit(), generation, transaction));
      } else {
        taken.add(((Kept) attachment).attachment());
      }
    }
    return taken;
  }
}
