package dev.couchgrass.server.database;

import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.json.JsonReader.Kind;
import dev.couchgrass.server.auth.DatabaseSecurity;
import dev.couchgrass.server.document.Requests;
import dev.couchgrass.server.http.Access;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.Route;
import dev.couchgrass.server.json.JsonWriter;
import io.vertx.core.Future;
import java.util.List;
import java.util.OptionalLong;

/** {@code _security}, {@code _revs_limit} and {@code _purged_infos_limit}. */
final class Settings {
  private static final String USERS = "_users";

  List<Route> routes() {
    return List.of(
        Route.get("/{db}/_security", Access.MEMBER, this::security),
        Route.put("/{db}/_security", Access.DATABASE_ADMIN, this::setSecurity),
        Route.get("/{db}/_revs_limit", Access.MEMBER, this::revisionsLimit),
        Route.put("/{db}/_revs_limit", Access.DATABASE_ADMIN, this::setRevisionsLimit),
        Route.get("/{db}/_purged_infos_limit", Access.MEMBER, this::purgedInfosLimit),
        Route.put("/{db}/_purged_infos_limit", Access.DATABASE_ADMIN, this::setPurgedInfosLimit));
  }

  private Future<Void> security(Exchange exchange) {
    return exchange
        .database()
        .security()
        .compose(security -> exchange.json(200, DatabaseSecurity.shown(security).bytes()));
  }

  private Future<Void> setSecurity(Exchange exchange) {
    if (exchange.database().name().value().equals(USERS)) {
      throw HttpFailure.forbidden("You can't edit the security object of the user database.");
    }
    return Requests.read(
            exchange,
            text -> {
              Requests.object(exchange, text);
              return DatabaseSecurity.accepted(JsonBody.parse(text));
            })
        .compose(exchange.database()::setSecurity)
        .compose(v -> ok(exchange, 200));
  }

  private Future<Void> revisionsLimit(Exchange exchange) {
    return exchange.database().revisionsLimit().compose(limit -> number(exchange, limit));
  }

  private Future<Void> setRevisionsLimit(Exchange exchange) {
    return limit(exchange, "`revs_limit` must be positive integer")
        .compose(exchange.database()::setRevisionsLimit)
        .compose(v -> ok(exchange, 200));
  }

  private Future<Void> purgedInfosLimit(Exchange exchange) {
    return exchange.database().purgedInfosLimit().compose(limit -> number(exchange, limit));
  }

  private Future<Void> setPurgedInfosLimit(Exchange exchange) {
    return limit(exchange, "`purge_infos_limit` must be positive integer")
        .compose(exchange.database()::setPurgedInfosLimit)
        .compose(v -> ok(exchange, 200));
  }

  private static Future<Long> limit(Exchange exchange, String otherwise) {
    return Requests.read(
        exchange,
        text -> {
          JsonReader reader = Requests.reader(exchange, text);
          OptionalLong limit = OptionalLong.empty();
          if (reader.peek() == Kind.NUMBER) {
            limit = reader.readInteger();
          } else {
            reader.skip();
          }
          reader.finish();
          return limit.stream()
              .filter(value -> value > 0)
              .boxed()
              .findFirst()
              .orElseThrow(() -> HttpFailure.badRequest(otherwise));
        });
  }

  private static Future<Void> number(Exchange exchange, long value) {
    return exchange.json(200, new JsonWriter().value(value).toByteArray());
  }

  static Future<Void> ok(Exchange exchange, int status) {
    JsonWriter out = new JsonWriter().beginObject();
    return exchange.json(status, out.name("ok").value(true).endObject().toByteArray());
  }
}
