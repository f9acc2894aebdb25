package dev.couchgrass.server.attachment;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.ParsedAttachment;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.server.document.DocumentWriter;
import dev.couchgrass.server.document.Draft;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.StoredDocument;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts an attachment to a document, or takes it away: a new revision of the document. */
final class AttachmentEdits {
  private final Exchange exchange;
  private final DocumentId id;
  private final String name;
  private final Optional<RevisionId> revision;

  AttachmentEdits(Exchange exchange, DocumentId id, String name, Optional<RevisionId> revision) {
    this.exchange = exchange;
    this.id = id;
    this.name = name;
    this.revision = revision;
  }

  /**
   * Makes the document if it is not there. What was taken in is given up if the edit is refused.
   */
  Future<RevisionId> put(AttachmentUpload upload) {
    ParsedAttachment attachment = ParsedAttachment.follows(name, upload.contentType());
    return known()
        .compose(
            base ->
                upload
                    .stage(exchange)
                    .compose(staged -> write(base, List.of(attachment), Map.of(name, staged))));
  }

  /** Fails with 404 if document or attachment is not there. */
  Future<RevisionId> remove() {
    Future<Optional<StoredDocument>> base =
        revision.isPresent() ? known() : exchange.database().get(id);
    return base.compose(
        found -> {
          StoredDocument document = found.orElseThrow(() -> HttpFailure.notFound("missing"));
          if (document.attachment(name).isEmpty()) {
            throw HttpFailure.notFound("Document is missing attachment");
          }
          // Without a revision this is refused as a conflict, as CouchDB does it.
          return write(revision.isPresent() ? found : Optional.empty(), List.of(), Map.of());
        });
  }

  /** The revision that the client knows; empty if it knows none. */
  private Future<Optional<StoredDocument>> known() {
    if (revision.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    return exchange
        .database()
        .get(id, GetOptions.DEFAULTS.withRevision(revision.get()))
        .map(
            found -> {
              if (found.isEmpty()) {
                throw new HttpFailure(409, "not_found", "missing_rev");
              }
              return found;
            });
  }

  /** The one way into the database: what is staged and not used in the end is released there. */
  private Future<RevisionId> write(
      Optional<StoredDocument> base,
      List<ParsedAttachment> put,
      Map<String, StagedAttachment> staged) {
    List<ParsedAttachment> attachments = new ArrayList<>(put);
    base.ifPresent(
        document ->
            document.attachments().stream()
                .filter(kept -> !kept.name().equals(name))
                .forEach(kept -> attachments.add(ParsedAttachment.stub(kept.name()))));
    Draft draft =
        new Draft(
            id,
            revision,
            Optional.empty(),
            base.map(StoredDocument::deleted).orElse(false),
            base.map(StoredDocument::body).orElse(JsonBody.EMPTY),
            attachments,
            staged);
    return DocumentWriter.write(exchange, List.of(draft)).map(results -> results.get(0).orThrow());
  }
}
