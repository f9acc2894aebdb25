package dev.couchgrass.server.document;

import dev.couchgrass.core.document.ArrivedDocument;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.ParsedDocument;
import dev.couchgrass.core.document.ParsedLocalDocument;
import dev.couchgrass.server.http.Exchange;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** {@code POST /db}: a document that may leave its id to the server. */
public final class DocumentPosts {
  private final Supplier<String> ids;

  /**
   * @param ids gives ids for documents that come without
   */
  public DocumentPosts(Supplier<String> ids) {
    this.ids = ids;
  }

  public Future<Void> post(Exchange exchange) {
    exchange.requireJson();
    return Requests.read(exchange, text -> Requests.documents(exchange).readEither(text))
        .compose(document -> post(exchange, document));
  }

  private Future<Void> post(Exchange exchange, ArrivedDocument document) {
    return document instanceof ParsedLocalDocument local
        ? LocalDocuments.write(exchange, LocalDraft.of(local))
        : post(exchange, (ParsedDocument) document);
  }

  private Future<Void> post(Exchange exchange, ParsedDocument document) {
    DocumentId id = new DocumentId(document.id().orElseGet(ids));
    Draft draft = Draft.of(id, document);
    if (DocumentWrites.batch(exchange)) {
      return DocumentWrites.later(exchange, draft, false);
    }
    return DocumentWrites.write(exchange, draft)
        .compose(
            revision -> {
              exchange.respondWith("Location", DocumentWrites.location(exchange, id));
              return DocumentWrites.answer(exchange, 201, id, revision);
            });
  }
}
