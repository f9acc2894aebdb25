package dev.couchgrass.core.document;

import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.core.revision.RevisionId;
import java.util.List;
import java.util.Optional;

/**
 * A document as it arrived, its special members apart from its body.
 *
 * @param id {@code _id} as given: it may yet be no valid {@link DocumentId}
 * @param revision the newest of {@code _revisions} if that is given, else {@code _rev}
 * @param deleted {@code _deleted}, false if absent
 * @param body the other members
 * @param attachments {@code _attachments}, in their order
 * @param revisions {@code _revisions}
 */
public record ParsedDocument(
    Optional<String> id,
    Optional<RevisionId> revision,
    boolean deleted,
    JsonBody body,
    List<ParsedAttachment> attachments,
    Optional<RevisionHistory> revisions)
    implements ArrivedDocument {
  public ParsedDocument {
    attachments = List.copyOf(attachments);
  }
}
