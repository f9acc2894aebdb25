package dev.couchgrass.server.database;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.server.http.Access;
import dev.couchgrass.server.http.Endpoint;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.Route;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;

/** What CouchDB does with databases and this server does not: said clearly, never half done. */
final class NotYet {
  private static final String DESIGN = "/{db}/_design/{ddoc}/";

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    Endpoint mango = refuse("Mango queries are not implemented yet.");
    routes.add(Route.post("/{db}/_find", Access.MEMBER, mango));
    routes.add(Route.post("/{db}/_explain", Access.MEMBER, mango));
    routes.add(Route.get("/{db}/_index", Access.MEMBER, mango));
    routes.add(Route.post("/{db}/_index", Access.MEMBER, mango));
    routes.add(Route.post("/{db}/_index/_bulk_delete", Access.MEMBER, mango));
    routes.add(Route.delete("/{db}/_index/{ddoc}/{type}/{name}", Access.MEMBER, mango));
    Endpoint shards = refuse("This server has no shards.");
    routes.add(Route.get("/{db}/_shards", Access.MEMBER, shards));
    routes.add(Route.get("/{db}/_shards/{doc}", Access.MEMBER, shards));
    Endpoint partitions = refuse("Partitioned databases are not implemented yet.");
    routes.add(Route.get("/{db}/_partition/{rest*}", Access.MEMBER, partitions));
    routes.add(Route.post("/{db}/_partition/{rest*}", Access.MEMBER, partitions));
    views(routes);
    return routes;
  }

  private static void views(List<Route> routes) {
    Endpoint views = ofDesign("Views are not implemented yet.");
    routes.add(Route.get(DESIGN + "_info", Access.MEMBER, views));
    routes.add(Route.get(DESIGN + "_view/{view}", Access.MEMBER, views));
    routes.add(Route.post(DESIGN + "_view/{view}", Access.MEMBER, views));
    routes.add(Route.post(DESIGN + "_view/{view}/queries", Access.MEMBER, views));
    Endpoint search = ofDesign("Search indexes are not implemented.");
    for (String index :
        List.of("_search", "_search_info", "_search_disk_size", "_nouveau", "_nouveau_info")) {
      routes.add(Route.get(DESIGN + index + "/{rest*}", Access.MEMBER, search));
      routes.add(Route.post(DESIGN + index + "/{rest*}", Access.MEMBER, search));
    }
    Endpoint functions = ofDesign("Functions of design documents are not run by this server.");
    List<HttpMethod> methods =
        List.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE);
    for (String function : List.of("_show", "_list", "_update", "_rewrite")) {
      for (HttpMethod method : methods) {
        routes.add(new Route(method, DESIGN + function + "/{rest*}", Access.MEMBER, functions));
      }
    }
  }

  private static Endpoint refuse(String reason) {
    return exchange -> {
      throw HttpFailure.notImplemented(reason);
    };
  }

  /** Without the design document the answer is CouchDB's: that it is missing. */
  private static Endpoint ofDesign(String reason) {
    return exchange ->
        exchange
            .database()
            .get(new DocumentId("_design/" + exchange.parameter("ddoc")))
            .compose(
                found -> {
                  if (found.isEmpty()) {
                    throw HttpFailure.notFound("missing");
                  }
                  throw HttpFailure.notImplemented(reason);
                });
  }
}
