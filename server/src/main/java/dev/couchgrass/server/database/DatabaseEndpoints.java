package dev.couchgrass.server.database;

import dev.couchgrass.server.document.DocumentPosts;
import dev.couchgrass.server.document.Locations;
import dev.couchgrass.server.http.Access;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.Query;
import dev.couchgrass.server.http.Route;
import dev.couchgrass.server.json.DatabaseJson;
import dev.couchgrass.server.json.JsonWriter;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.Storage;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** {@code /db}, and all beneath it that is about the database as a whole. */
public final class DatabaseEndpoints {
  private static final String DATABASE = "/{db}";

  private final Storage storage;
  private final Consumer<DatabaseName> created;
  private final DocumentPosts posts;

  /**
   * @param ids gives ids for documents that come without
   * @param created is told of each database that was made
   */
  public DatabaseEndpoints(Storage storage, Supplier<String> ids, Consumer<DatabaseName> created) {
    this.storage = storage;
    this.created = created;
    this.posts = new DocumentPosts(ids);
  }

  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.put(DATABASE, Access.SERVER_ADMIN, this::create));
    routes.add(Route.get(DATABASE, Access.MEMBER, this::info));
    routes.add(Route.delete(DATABASE, Access.SERVER_ADMIN, this::delete));
    routes.add(Route.post(DATABASE, Access.MEMBER, posts::post));
    routes.addAll(new Listings().routes());
    routes.addAll(new Settings().routes());
    routes.addAll(new PurgedInfos().routes());
    routes.addAll(new Upkeep().routes());
    routes.addAll(new NotYet().routes());
    return routes;
  }

  private Future<Void> create(Exchange exchange) {
    DatabaseName name = new DatabaseName(exchange.parameter(Route.DATABASE));
    requireOneShard(exchange.query());
    return storage
        .create(name)
        .compose(
            database -> {
              created.accept(name);
              exchange.respondWith("Location", Locations.of(exchange, name.value()));
              return Settings.ok(exchange, 201);
            });
  }

  /** Shards and copies are a cluster's: any number is taken, and one is made. */
  private static void requireOneShard(Query query) {
    for (String name : List.of("q", "n")) {
      query
          .text(name)
          .filter(value -> !value.matches("0*[1-9][0-9]{0,8}"))
          .ifPresent(
              value -> {
                throw HttpFailure.badRequest(
                    "The `" + name + "` value should be a positive integer.");
              });
    }
    switch (query.text("partitioned").orElse("false")) {
      case "false" -> {}
      case "true" ->
          throw HttpFailure.notImplemented("Partitioned databases are not implemented yet.");
      default -> throw HttpFailure.badRequest("Invalid `partitioned` parameter");
    }
  }

  private Future<Void> info(Exchange exchange) {
    return exchange
        .database()
        .info()
        .compose(
            info -> {
              JsonWriter out = new JsonWriter(512);
              DatabaseJson.write(out, info);
              return exchange.json(200, out.toByteArray());
            });
  }

  private Future<Void> delete(Exchange exchange) {
    if (exchange.query().has("rev")) {
      throw HttpFailure.badRequest(
          "You tried to DELETE a database with a ?=rev parameter."
              + " Did you mean to DELETE a document instead?");
    }
    DatabaseName name = new DatabaseName(exchange.parameter(Route.DATABASE));
    return storage.delete(name).compose(v -> Settings.ok(exchange, 200));
  }
}
