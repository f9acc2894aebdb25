package dev.couchgrass.server.attachment;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.server.document.Locations;
import dev.couchgrass.server.document.RevisionChoice;
import dev.couchgrass.server.http.Access;
import dev.couchgrass.server.http.Endpoint;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.Route;
import dev.couchgrass.server.json.JsonWriter;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code /db/document/attachment}, and the same of design documents. */
public final class AttachmentEndpoints {
  private static final String OF_DOCUMENT = "/{db}/{doc}/{att*}";
  private static final String OF_DESIGN = "/{db}/_design/{ddoc}/{att*}";
  private static final String OF_LOCAL = "/{db}/_local/{id}/{att*}";

  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    // What is written to a design document runs for everybody.
    add(routes, OF_DESIGN, Access.DATABASE_ADMIN, AttachmentEndpoints::design);
    add(routes, OF_DOCUMENT, Access.MEMBER, exchange -> new DocumentId(exchange.parameter("doc")));
    Endpoint none = AttachmentEndpoints::local;
    routes.add(Route.get(OF_LOCAL, Access.MEMBER, none));
    routes.add(Route.put(OF_LOCAL, Access.MEMBER, none));
    routes.add(Route.delete(OF_LOCAL, Access.MEMBER, none));
    return List.copyOf(routes);
  }

  private static Future<Void> local(Exchange exchange) {
    throw HttpFailure.badRequest("_local documents do not accept attachments.");
  }

  private static Future<Void> get(Exchange exchange, DocumentId id) {
    Optional<RevisionId> revision = exchange.query().text("rev").map(RevisionId::parse);
    String name = exchange.parameter("att");
    return new AttachmentAnswer(exchange, id, name, revision).send();
  }

  private static Future<Void> put(Exchange exchange, DocumentId id) {
    String name = name(exchange);
    AttachmentUpload upload = AttachmentUpload.of(exchange);
    return new AttachmentEdits(exchange, id, name, RevisionChoice.of(exchange))
        .put(upload)
        .compose(
            written -> {
              String database = exchange.database().name().value();
              String location = Locations.of(exchange, database, id.value(), name);
              exchange.respondWith("Location", location);
              return exchange.json(201, result(id, written));
            });
  }

  private static Future<Void> delete(Exchange exchange, DocumentId id) {
    return new AttachmentEdits(exchange, id, name(exchange), RevisionChoice.of(exchange))
        .remove()
        .compose(written -> exchange.json(200, result(id, written)));
  }

  private static void add(
      List<Route> routes, String pattern, Access writer, Function<Exchange, DocumentId> id) {
    routes.add(Route.get(pattern, Access.MEMBER, exchange -> get(exchange, id.apply(exchange))));
    routes.add(Route.put(pattern, writer, exchange -> put(exchange, id.apply(exchange))));
    routes.add(Route.delete(pattern, writer, exchange -> delete(exchange, id.apply(exchange))));
  }

  private static DocumentId design(Exchange exchange) {
    return new DocumentId("_design/" + exchange.parameter("ddoc"));
  }

  private static String name(Exchange exchange) {
    String name = exchange.parameter("att");
    if (name.startsWith("_")) {
      throw HttpFailure.badRequest(
          "Attachment name '" + name + "' starts with prohibited character '_'");
    }
    return name;
  }

  private static byte[] result(DocumentId id, RevisionId revision) {
    JsonWriter out = new JsonWriter();
    out.beginObject().name("ok").value(true);
    out.name("id").value(id.value());
    out.name("rev").value(revision.toString());
    return out.endObject().toByteArray();
  }
}
