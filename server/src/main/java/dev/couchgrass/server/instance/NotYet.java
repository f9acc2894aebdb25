package dev.couchgrass.server.instance;

import dev.couchgrass.server.http.Access;
import dev.couchgrass.server.http.Endpoint;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.Route;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;

/** What CouchDB serves and this server does not: refused, with the reason. */
public final class NotYet {
  private static final Access ADMIN = Access.SERVER_ADMIN;
  private static final String NODE = "/_node/{node}/";

  private NotYet() {}

  public static List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    Endpoint updates = refusal("The feed of all databases is not implemented yet.");
    routes.add(Route.get("/_db_updates", ADMIN, updates));
    Endpoint search = refusal("Full-text search is not implemented.");
    routes.add(Route.post("/_search_analyze", ADMIN, search));
    routes.add(Route.post("/_nouveau_analyze", ADMIN, search));
    cluster(routes);
    node(routes);
    return routes;
  }

  private static void cluster(List<Route> routes) {
    Endpoint setup = refusal("There is no cluster to set up.");
    routes.add(Route.get("/_cluster_setup", ADMIN, setup));
    routes.add(Route.post("/_cluster_setup", ADMIN, setup));
    Endpoint shards = refusal("This server has no shards.");
    routes.add(Route.get("/_reshard", ADMIN, shards));
    for (HttpMethod method :
        List.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE)) {
      routes.add(new Route(method, "/_reshard/{what*}", ADMIN, shards));
    }
  }

  private static void node(List<Route> routes) {
    Endpoint versions = refusal("There is no Erlang, JavaScript or ICU here to tell versions of.");
    routes.add(Route.get(NODE + "_versions", ADMIN, NodeState.here(versions)));
    Endpoint smoosh = refusal("Databases are compacted when that is asked for, in no queue.");
    routes.add(Route.get(NODE + "_smoosh/status", ADMIN, NodeState.here(smoosh)));
    Endpoint restart = refusal("The server can't be restarted over HTTP.");
    routes.add(Route.post(NODE + "_restart", ADMIN, NodeState.here(restart)));
    routes.add(Route.get(NODE + "_config", ADMIN, NotYet::hidden));
    routes.add(Route.get(NODE + "_config/{what*}", ADMIN, NotYet::hidden));
    for (HttpMethod method : List.of(HttpMethod.PUT, HttpMethod.POST, HttpMethod.DELETE)) {
      routes.add(new Route(method, NODE + "_config/{what*}", ADMIN, NotYet::readOnly));
    }
  }

  private static Endpoint refusal(String reason) {
    return exchange -> {
      throw HttpFailure.notImplemented(reason);
    };
  }

  private static Future<Void> hidden(Exchange exchange) {
    throw HttpFailure.notFound("The configuration is not shown over HTTP.");
  }

  private static Future<Void> readOnly(Exchange exchange) {
    throw HttpFailure.forbidden("The configuration can't be changed over HTTP.");
  }
}
