package dev.couchgrass.server.document;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.server.http.Access;
import dev.couchgrass.server.http.Endpoint;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.Route;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** {@code /db/doc}, {@code /db/_design/ddoc} and {@code /db/_local/id}. */
public final class DocumentEndpoints {
  private static final String DOCUMENT = "/{db}/{doc}";
  private static final String DESIGN = "/{db}/_design/{ddoc}";
  private static final String LOCAL = "/{db}/_local/{id}";
  private static final HttpMethod COPY = HttpMethod.valueOf("COPY");

  private final DocumentReads reads;
  private final DocumentWrites writes;
  private final DocumentCopies copies = new DocumentCopies();
  private final LocalDocuments locals = new LocalDocuments();

  public DocumentEndpoints(PartedAnswers parted) {
    this.reads = new DocumentReads(parted);
    this.writes = new DocumentWrites(parted);
  }

  public List<Route> routes() {
    return List.of(
        Route.get(DOCUMENT, Access.MEMBER, document(reads::get)),
        Route.put(DOCUMENT, Access.MEMBER, document(writes::put)),
        Route.delete(DOCUMENT, Access.MEMBER, document(writes::delete)),
        Route.post(DOCUMENT, Access.MEMBER, DocumentEndpoints::form),
        new Route(COPY, DOCUMENT, Access.MEMBER, document(copies::copy)),
        Route.get(DESIGN, Access.MEMBER, design(reads::get)),
        Route.put(DESIGN, Access.DATABASE_ADMIN, design(writes::put)),
        Route.delete(DESIGN, Access.DATABASE_ADMIN, design(writes::delete)),
        Route.post(DESIGN, Access.DATABASE_ADMIN, DocumentEndpoints::form),
        new Route(COPY, DESIGN, Access.MEMBER, design(copies::copy)),
        Route.get(LOCAL, Access.MEMBER, locals::get),
        Route.put(LOCAL, Access.MEMBER, locals::put),
        Route.delete(LOCAL, Access.MEMBER, locals::delete),
        new Route(COPY, LOCAL, Access.MEMBER, DocumentEndpoints::copyLocal));
  }

  private static Endpoint document(BiFunction<Exchange, DocumentId, Future<Void>> endpoint) {
    return with(exchange -> exchange.parameter("doc"), endpoint);
  }

  private static Endpoint design(BiFunction<Exchange, DocumentId, Future<Void>> endpoint) {
    return with(exchange -> "_design/" + exchange.parameter("ddoc"), endpoint);
  }

  private static Endpoint with(
      Function<Exchange, String> id, BiFunction<Exchange, DocumentId, Future<Void>> endpoint) {
    return exchange -> endpoint.apply(exchange, new DocumentId(id.apply(exchange)));
  }

  private static Future<Void> copyLocal(Exchange exchange) {
    throw HttpFailure.notImplemented(
        "Local documents are not copied: read one, and write another.");
  }

  private static Future<Void> form(Exchange exchange) {
    String type = exchange.header("Content-Type").orElse("");
    if (!type.startsWith("multipart/form-data")) {
      throw HttpFailure.unsupportedMediaType("Content-Type must be multipart/form-data");
    }
    throw HttpFailure.notImplemented(
        "Attachments of HTML forms are not taken; put each to its own address.");
  }
}
