package dev.couchgrass.server.instance;

import dev.couchgrass.server.http.Access;
import dev.couchgrass.server.http.Endpoint;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.Route;
import java.util.List;

/** What CouchDB serves and this server does not: refused, with the reason. */
public final class NotYet {
  private NotYet() {}

  public static List<Route> routes() {
    Endpoint replication = refusal("Replication that the server runs is not implemented yet.");
    Endpoint updates = refusal("The feed of all databases is not implemented yet.");
    Endpoint search = refusal("Full-text search is not implemented.");
    Endpoint cluster = refusal("There is no cluster to set up.");
    Access admin = Access.SERVER_ADMIN;
    return List.of(
        Route.post("/_replicate", admin, replication),
        Route.get("/_scheduler/{what*}", admin, replication),
        Route.get("/_db_updates", admin, updates),
        Route.post("/_search_analyze", admin, search),
        Route.post("/_nouveau_analyze", admin, search),
        Route.get("/_cluster_setup", admin, cluster),
        Route.post("/_cluster_setup", admin, cluster),
        Route.get("/_reshard/{what*}", admin, cluster),
        Route.get("/_node/{node}/_config", admin, NotYet::hidden),
        Route.get("/_node/{node}/_config/{what*}", admin, NotYet::hidden),
        Route.put("/_node/{node}/_config/{what*}", admin, NotYet::readOnly),
        Route.post("/_node/{node}/_config/{what*}", admin, NotYet::readOnly),
        Route.delete("/_node/{node}/_config/{what*}", admin, NotYet::readOnly));
  }

  private static Endpoint refusal(String reason) {
    return exchange -> {
      throw HttpFailure.notImplemented(reason);
    };
  }

  private static io.vertx.core.Future<Void> hidden(dev.couchgrass.server.http.Exchange exchange) {
    throw HttpFailure.notFound("The configuration is not shown over HTTP.");
  }

  private static io.vertx.core.Future<Void> readOnly(dev.couchgrass.server.http.Exchange exchange) {
    throw HttpFailure.forbidden("The configuration can't be changed over HTTP.");
  }
}
