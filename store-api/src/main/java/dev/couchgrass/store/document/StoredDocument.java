package dev.couchgrass.store.document;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.result.UpdateSequence;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A revision of a document, as a store hands it out.
 *
 * @param deleted whether this revision is a tombstone
 * @param attachments in the order in which they were attached
 * @param extras what was asked for beside the document itself
 */
public record StoredDocument(
    DocumentId id,
    RevisionId revision,
    boolean deleted,
    JsonBody body,
    List<AttachmentInfo> attachments,
    Extras extras) {
  public StoredDocument {
    Objects.requireNonNull(id);
    Objects.requireNonNull(revision);
    Objects.requireNonNull(body);
    Objects.requireNonNull(extras);
    attachments = List.copyOf(attachments);
  }

  /** The attachment of this name. */
  public Optional<AttachmentInfo> attachment(String name) {
    return attachments.stream().filter(a -> a.name().equals(name)).findFirst();
  }

  /**
   * What {@link GetOptions} asked for; empty where it did not.
   *
   * @param history the revision and its known ancestors, newest first: CouchDB's {@code _revisions}
   * @param revisionsInfo the same with what is left of each: {@code _revs_info}
   * @param conflicts leaves that lost and are not deleted
   * @param deletedConflicts leaves that lost and are deleted
   * @param localSequence of the document's last change
   */
  public record Extras(
      List<RevisionId> history,
      List<RevisionInfo> revisionsInfo,
      List<RevisionId> conflicts,
      List<RevisionId> deletedConflicts,
      Optional<UpdateSequence> localSequence) {
    public static final Extras NONE =
        new Extras(List.of(), List.of(), List.of(), List.of(), Optional.empty());

    public Extras {
      history = List.copyOf(history);
      revisionsInfo = List.copyOf(revisionsInfo);
      conflicts = List.copyOf(conflicts);
      deletedConflicts = List.copyOf(deletedConflicts);
      Objects.requireNonNull(localSequence);
    }
  }

  /** A revision and what is left of it. */
  public record RevisionInfo(RevisionId revision, Status status) {
    /** What is left of a revision. */
    public enum Status {
      AVAILABLE,
      MISSING,
      DELETED
    }
  }
}
