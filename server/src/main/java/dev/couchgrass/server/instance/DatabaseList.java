package dev.couchgrass.server.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.couchgrass.server.http.Access;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.Query;
import dev.couchgrass.server.http.Route;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DatabaseRange;
import dev.couchgrass.store.Storage;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** {@code /_all_dbs} and {@code /_dbs_info}: which databases there are. */
public final class DatabaseList {
  private final Storage storage;

  public DatabaseList(Storage storage) {
    this.storage = storage;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/_all_dbs", Access.SERVER_ADMIN, this::names),
        Route.get("/_dbs_info", Access.SERVER_ADMIN, this::infos),
        Route.post("/_dbs_info", Access.SERVER_ADMIN, this::infosOf));
  }

  private Future<Void> names(Exchange exchange) {
    return storage
        .databases(range(exchange.query()))
        .compose(
            names -> {
              ArrayNode body = JsonNodeFactory.instance.arrayNode(names.size());
              names.forEach(name -> body.add(name.value()));
              return exchange.json(200, body);
            });
  }

  private Future<Void> infos(Exchange exchange) {
    return storage
        .databases(range(exchange.query()))
        .map(names -> names.stream().map(DatabaseName::value).toList())
        .compose(names -> new DatabaseInfos(storage, exchange, names).write());
  }

  private Future<Void> infosOf(Exchange exchange) {
    exchange.requireJson();
    return exchange
        .body(exchange.options().limits().requestBytes())
        .map(body -> InstanceJson.texts(body, "keys", exchange.options().limits().keys()))
        .compose(names -> new DatabaseInfos(storage, exchange, names).write());
  }

  private static DatabaseRange range(Query query) {
    return new DatabaseRange(
        key(query, "startkey", "start_key"),
        key(query, "endkey", "end_key"),
        query.flag("inclusive_end", true),
        query.flag("descending"),
        query.count("skip").orElse(0),
        (int) Math.min(DatabaseRange.MAX_LIMIT, query.count("limit").orElse(Long.MAX_VALUE)));
  }

  private static Optional<String> key(Query query, String name, String alias) {
    Optional<JsonNode> value = query.json(query.has(name) ? name : alias);
    if (value.isPresent() && !value.get().isTextual()) {
      throw HttpFailure.queryParse("`" + name + "` must be a string");
    }
    return value.map(JsonNode::asText);
  }
}
