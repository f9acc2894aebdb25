package dev.couchgrass.store.document;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.store.attachment.AttachmentEdit;
import java.util.List;
import java.util.Objects;

/**
 * A revision made elsewhere, taken as it is: it is joined to the document's tree and never
 * conflicts.
 *
 * @param history the revision and what is known of its ancestors
 * @param attachments all that the revision has, in order
 */
public record DocumentGraft(
    DocumentId id,
    RevisionHistory history,
    boolean deleted,
    JsonBody body,
    List<AttachmentEdit> attachments) {
  public DocumentGraft {
    Objects.requireNonNull(id);
    Objects.requireNonNull(history);
    Objects.requireNonNull(body);
    attachments = List.copyOf(attachments);
  }
}
