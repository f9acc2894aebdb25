package dev.couchgrass.server.instance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.server.http.Access;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.Product;
import dev.couchgrass.server.http.Route;
import io.vertx.core.Future;
import java.util.List;

/** What this server is, and whether it is up. */
public final class Welcome {
  private final String uuid;

  /**
   * Says this uuid.
   *
   * @param uuid names this server, as long as its storage lives
   */
  public Welcome(String uuid) {
    this.uuid = uuid;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/", Access.ANYONE, this::welcome), Route.get("/_up", Access.ANYONE, this::up));
  }

  private Future<Void> welcome(Exchange exchange) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("couchdb", "Welcome").put("version", Product.COUCHDB_VERSION).put("uuid", uuid);
    // Those of CouchDB's features that are here, by CouchDB's names for them.
    body.putArray("features").add("pluggable-storage-engines");
    body.putObject("vendor").put("name", "Couchgrass").put("version", Product.VERSION);
    return exchange.json(200, body);
  }

  private Future<Void> up(Exchange exchange) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("status", "ok");
    body.putObject("seeds");
    return exchange.json(200, body);
  }
}
