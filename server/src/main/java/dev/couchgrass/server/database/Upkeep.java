package dev.couchgrass.server.database;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.server.http.Access;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.Route;
import dev.couchgrass.server.json.DatabaseJson;
import dev.couchgrass.server.json.JsonWriter;
import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code _compact}, the cleanups of indexes, {@code _ensure_full_commit} and {@code _sync_shards}.
 */
final class Upkeep {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  List<Route> routes() {
    return List.of(
        Route.post("/{db}/_compact", Access.DATABASE_ADMIN, this::compact),
        Route.post("/{db}/_compact/{ddoc}", Access.DATABASE_ADMIN, this::compactViews),
        Route.post("/{db}/_view_cleanup", Access.DATABASE_ADMIN, this::nothingToDo),
        Route.post("/{db}/_search_cleanup", Access.DATABASE_ADMIN, this::nothingToDo),
        Route.post("/{db}/_nouveau_cleanup", Access.DATABASE_ADMIN, this::nothingToDo),
        Route.post("/{db}/_sync_shards", Access.SERVER_ADMIN, this::nothingToDo),
        Route.post("/{db}/_ensure_full_commit", Access.MEMBER, this::ensureFullCommit));
  }

  /** Answers when compaction has begun; {@code compact_running} tells of its end. */
  private Future<Void> compact(Exchange exchange) {
    exchange.requireJson();
    String name = exchange.database().name().value();
    exchange
        .database()
        .compact()
        .onFailure(cause -> LOG.warn("The compaction of {} failed", name, cause));
    return Settings.ok(exchange, 202);
  }

  /** A design document has no index of its own to compact, but must be there. */
  private Future<Void> compactViews(Exchange exchange) {
    exchange.requireJson();
    return exchange
        .database()
        .get(new DocumentId("_design/" + exchange.parameter("ddoc")))
        .compose(
            found -> {
              if (found.isEmpty()) {
                throw HttpFailure.notFound("missing");
              }
              return Settings.ok(exchange, 202);
            });
  }

  /** There are no files of indexes and no shards: what is asked for is so already. */
  private Future<Void> nothingToDo(Exchange exchange) {
    exchange.requireJson();
    return Settings.ok(exchange, 202);
  }

  private Future<Void> ensureFullCommit(Exchange exchange) {
    exchange.requireJson();
    return exchange
        .database()
        .flush()
        .compose(v -> exchange.database().info())
        .compose(
            info -> {
              JsonWriter out = new JsonWriter().beginObject();
              out.name("ok").value(true);
              out.name("instance_start_time").value(DatabaseJson.startTime(info));
              return exchange.json(201, out.endObject().toByteArray());
            });
  }
}
