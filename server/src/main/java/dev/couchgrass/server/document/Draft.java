package dev.couchgrass.server.document;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.ParsedAttachment;
import dev.couchgrass.core.document.ParsedDocument;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.store.attachment.StagedAttachment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A document that somebody wants to write, whichever way it came.
 *
 * @param revision the one it replaces, or for a graft the one it is
 * @param history what is known of a graft's ancestors
 * @param attachments in their order
 * @param staged the bytes, by name, of those that are not inline: whoever staged them leaves them
 *     to {@link DocumentWriter}, which releases what is not used
 */
public record Draft(
    DocumentId id,
    Optional<RevisionId> revision,
    Optional<RevisionHistory> history,
    boolean deleted,
    JsonBody body,
    List<ParsedAttachment> attachments,
    Map<String, StagedAttachment> staged) {
  public Draft {
    Objects.requireNonNull(id);
    Objects.requireNonNull(revision);
    Objects.requireNonNull(history);
    Objects.requireNonNull(body);
    attachments = List.copyOf(attachments);
    staged = Map.copyOf(staged);
  }

  /** The document that arrived, under this id whatever it says of its own. */
  public static Draft of(DocumentId id, ParsedDocument document) {
    return new Draft(
        id,
        document.revision(),
        document.revisions(),
        document.deleted(),
        document.body(),
        document.attachments(),
        Map.of());
  }

  public Draft withRevision(Optional<RevisionId> newRevision) {
    return new Draft(id, newRevision, history, deleted, body, attachments, staged);
  }

  public Draft withBody(JsonBody newBody) {
    return new Draft(id, revision, history, deleted, newBody, attachments, staged);
  }

  /** Adds the bytes of attachments that came in other parts of a multipart request. */
  public Draft withStaged(Map<String, StagedAttachment> newStaged) {
    return new Draft(id, revision, history, deleted, body, attachments, newStaged);
  }

  /**
   * The revision and its ancestors, as a graft needs them.
   *
   * @throws HttpFailure 400, if the document says neither
   */
  public RevisionHistory requireHistory() {
    return history
        .or(() -> revision.map(RevisionHistory::of))
        .orElseThrow(
            () ->
                HttpFailure.badRequest(
                    "When `new_edits: false`, the document needs `_rev` or `_revisions`"
                        + " specified"));
  }
}
