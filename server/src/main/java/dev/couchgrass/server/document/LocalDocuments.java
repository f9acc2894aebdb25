package dev.couchgrass.server.document;

import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.document.ParsedLocalDocument;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.json.DocumentJson;
import dev.couchgrass.server.json.JsonWriter;
import dev.couchgrass.store.document.LocalDocument;
import io.vertx.core.Future;
import java.util.Optional;

/** {@code /db/_local/id}: documents that stay where they are, such as checkpoints. */
final class LocalDocuments {
  Future<Void> get(Exchange exchange) {
    return require(exchange)
        .compose(
            document -> {
              String tag = '"' + DocumentJson.revision(document) + '"';
              exchange.respondWith("ETag", tag);
              if (exchange.knows(tag)) {
                return exchange.empty(304);
              }
              JsonWriter out = new JsonWriter(document.body().length() + 128);
              DocumentJson.write(out, document);
              return exchange.json(200, out.toByteArray());
            });
  }

  private static LocalDocumentId id(Exchange exchange) {
    return new LocalDocumentId(exchange.parameter("id"));
  }

  private static Future<LocalDocument> require(Exchange exchange) {
    return exchange
        .database()
        .local(id(exchange))
        .map(found -> found.orElseThrow(() -> HttpFailure.notFound("missing")));
  }

  Future<Void> put(Exchange exchange) {
    LocalDocumentId id = id(exchange);
    return Requests.read(exchange, text -> Requests.documents(exchange).readLocal(text))
        .compose(document -> put(exchange, id, document));
  }

  private static Future<Void> put(
      Exchange exchange, LocalDocumentId id, ParsedLocalDocument document) {
    long parent = parent(exchange, document.revision());
    return write(exchange, new LocalDraft(id, parent, document.deleted(), document.body()));
  }

  /** Writes a local document and answers as to any other. */
  static Future<Void> write(Exchange exchange, LocalDraft draft) {
    return draft
        .write(exchange.database())
        .compose(
            revision -> {
              if (draft.deleted()) {
                return answer(exchange, 200, draft.id(), revision);
              }
              String database = exchange.database().name().value();
              exchange.respondWith(
                  "Location", Locations.of(exchange, database, draft.id().toString()));
              return answer(exchange, 201, draft.id(), revision);
            });
  }

  Future<Void> delete(Exchange exchange) {
    LocalDocumentId id = id(exchange);
    parent(exchange, Optional.empty());
    return exchange
        .database()
        .removeLocal(id)
        .compose(
            there -> {
              if (!there) {
                throw HttpFailure.notFound("missing");
              }
              return answer(exchange, 200, id, "0-0");
            });
  }

  /** The revision that the writer knows, wherever the request says it; 0 for none. */
  private static long parent(Exchange exchange, Optional<String> inBody) {
    Optional<Long> body = inBody.map(LocalDraft::counter);
    Optional<Long> query = exchange.query().text("rev").map(LocalDraft::counter);
    if (body.isPresent() && query.isPresent() && !body.equals(query)) {
      throw HttpFailure.badRequest(
          "Document rev from request body and query string have different values");
    }
    Optional<Long> explicit = body.or(() -> query);
    Optional<Long> header = RevisionChoice.header(exchange).map(LocalDraft::counter);
    if (explicit.isPresent() && header.isPresent() && !explicit.equals(header)) {
      throw HttpFailure.badRequest("Document rev and etag have different values");
    }
    return explicit.or(() -> header).orElse(0L);
  }

  private static Future<Void> answer(
      Exchange exchange, int status, LocalDocumentId id, String revision) {
    JsonWriter out = new JsonWriter().beginObject();
    out.name("ok").value(true);
    out.name("id").value(id.toString());
    out.name("rev").value(revision);
    exchange.respondWith("ETag", '"' + revision + '"');
    return exchange.json(status, out.endObject().toByteArray());
  }
}
