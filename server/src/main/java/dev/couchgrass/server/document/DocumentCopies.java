package dev.couchgrass.server.document;

import static dev.couchgrass.store.flow.Effects.onFailure;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.ParsedAttachment;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.AttachmentContent;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.StoredDocument;
import io.vertx.core.Future;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code COPY /db/doc}: a document under another id, attachments included. */
final class DocumentCopies {
  /** Where to, and over which revision. */
  private record Destination(DocumentId id, Optional<RevisionId> revision) {}

  Future<Void> copy(Exchange exchange, DocumentId source) {
    Destination target = destination(exchange);
    Reading reading =
        new Reading(
            options(exchange), Optional.empty(), false, new AttachmentSelection.None(), false);
    DocumentStore database = exchange.database();
    return DocumentReads.require(database, source, reading)
        .compose(document -> draft(exchange, document, target))
        .compose(draft -> DocumentWrites.write(exchange, draft))
        .compose(
            revision -> {
              exchange.respondWith("Location", DocumentWrites.location(exchange, target.id()));
              return DocumentWrites.answer(exchange, 201, target.id(), revision);
            });
  }

  private static GetOptions options(Exchange exchange) {
    return RevisionChoice.of(exchange)
        .map(GetOptions.DEFAULTS::withRevision)
        .orElse(GetOptions.DEFAULTS);
  }

  private static Destination destination(Exchange exchange) {
    String header =
        exchange
            .header("Destination")
            .orElseThrow(() -> HttpFailure.badRequest("Destination header is mandatory for COPY."));
    if (header.startsWith("http://") || header.startsWith("https://")) {
      throw HttpFailure.badRequest("Destination URL must be relative.");
    }
    int mark = header.indexOf('?');
    if (mark < 0) {
      return new Destination(new DocumentId(unquoted(header)), Optional.empty());
    }
    String query = header.substring(mark + 1);
    if (!query.startsWith("rev=")) {
      throw HttpFailure.badRequest("Destination takes no parameter but rev.");
    }
    return new Destination(
        new DocumentId(unquoted(header.substring(0, mark))),
        Optional.of(RevisionId.parse(unquoted(query.substring("rev=".length())))));
  }

  private static String unquoted(String encoded) {
    try {
      // A plus is a plus here, unlike in a form.
      return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw HttpFailure.badRequest("Destination is badly encoded.");
    }
  }

  private static Future<Draft> draft(Exchange exchange, StoredDocument source, Destination target) {
    DocumentStore database = exchange.database();
    Map<String, StagedAttachment> staged = new LinkedHashMap<>();
    Future<Void> copied = Future.succeededFuture();
    for (AttachmentInfo attachment : source.attachments()) {
      copied =
          copied
              .compose(v -> stage(database, source, attachment))
              .map(content -> staged.put(attachment.name(), content))
              .mapEmpty();
    }
    List<ParsedAttachment> attachments =
        source.attachments().stream()
            .map(a -> ParsedAttachment.follows(a.name(), a.contentType()))
            .toList();
    return copied
        .map(
            v ->
                new Draft(
                    target.id(),
                    target.revision(),
                    Optional.empty(),
                    source.deleted(),
                    source.body(),
                    attachments,
                    staged))
        .andThen(onFailure(cause -> staged.values().forEach(StagedAttachment::release)));
  }

  /** As it is stored, so that the copy has the same digest. */
  private static Future<StagedAttachment> stage(
      DocumentStore database, StoredDocument source, AttachmentInfo attachment) {
    AttachmentOptions stored =
        AttachmentOptions.DEFAULTS
            .withRevision(source.revision())
            .withForm(AttachmentOptions.Form.STORED);
    StageOptions plain = StageOptions.of(attachment.contentType());
    StageOptions options = attachment.encoding().map(plain::withEncoding).orElse(plain);
    return database
        .attachment(source.id(), attachment.name(), stored)
        .compose(
            found -> {
              AttachmentContent content =
                  found.orElseThrow(() -> HttpFailure.notFound("Document is missing attachment"));
              return database
                  .stage(new PullStream(content::next), options)
                  .eventually(content::close);
            });
  }
}
