package dev.couchgrass.server.database;

import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.json.JsonReader.Kind;
import dev.couchgrass.server.document.Requests;
import dev.couchgrass.server.document.RowAnswer;
import dev.couchgrass.server.http.Access;
import dev.couchgrass.server.http.Endpoint;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.Route;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code _all_docs}, {@code _design_docs} and {@code _local_docs}. */
final class Listings {

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (ListingScope scope : ListingScope.values()) {
      String path = "/{db}/" + scope.path();
      routes.add(Route.get(path, Access.MEMBER, exchange -> get(exchange, scope)));
      routes.add(Route.post(path, Access.MEMBER, exchange -> post(exchange, scope)));
      routes.add(Route.post(path + "/queries", Access.MEMBER, queries(scope)));
    }
    return routes;
  }

  private Future<Void> get(Exchange exchange, ListingScope scope) {
    return answer(exchange, scope, query(exchange));
  }

  private Future<Void> post(Exchange exchange, ListingScope scope) {
    exchange.requireJson();
    ListingParameters parameters = query(exchange);
    return Requests.read(exchange, text -> body(exchange, text, parameters))
        .compose(all -> answer(exchange, scope, all));
  }

  private Future<Void> answer(Exchange exchange, ListingScope scope, ListingParameters parameters) {
    RowAnswer answer = new RowAnswer(exchange);
    return new ListingRows(exchange, answer)
        .write(scope, parameters, "", "\n")
        .compose(v -> answer.end());
  }

  private static ListingParameters query(Exchange exchange) {
    ListingParameters parameters = new ListingParameters(exchange.options().limits().keys());
    exchange
        .query()
        .all()
        .forEach((name, value) -> parameters.set(name, ListingValue.query(value)));
    return parameters;
  }

  private static ListingParameters body(
      Exchange exchange, byte[] text, ListingParameters parameters) {
    JsonReader reader = Requests.object(exchange, text);
    members(reader, parameters);
    reader.finish();
    return parameters;
  }

  private static void members(JsonReader reader, ListingParameters parameters) {
    while (reader.nextMember()) {
      String name = reader.name();
      ListingValue value = ListingValue.json(reader);
      if (name.equals("keys")) {
        parameters.keys(value, "`keys` body member must be an array.");
      } else {
        parameters.set(name, value);
      }
    }
  }

  private Endpoint queries(ListingScope scope) {
    return exchange -> {
      exchange.requireJson();
      ListingParameters base = query(exchange);
      return Requests.read(exchange, text -> queries(exchange, text, base))
          .compose(queries -> answer(exchange, scope, queries));
    };
  }

  private static List<ListingParameters> queries(
      Exchange exchange, byte[] text, ListingParameters base) {
    Optional<List<ListingParameters>> queries = Optional.empty();
    JsonReader reader = Requests.object(exchange, text);
    while (reader.nextMember()) {
      if (reader.name().equals("queries")) {
        queries = Optional.of(array(exchange, reader, base));
      } else {
        reader.skip();
      }
    }
    reader.finish();
    return queries.orElseThrow(
        () -> HttpFailure.badRequest("POST body must include `queries` parameter."));
  }

  private static List<ListingParameters> array(
      Exchange exchange, JsonReader reader, ListingParameters base) {
    if (reader.peek() != Kind.ARRAY) {
      throw HttpFailure.badRequest("`queries` parameter must be an array.");
    }
    int most = exchange.options().limits().keys();
    List<ListingParameters> queries = new ArrayList<>();
    reader.enterArray();
    while (reader.nextElement()) {
      if (reader.peek() != Kind.OBJECT) {
        throw HttpFailure.badRequest("Each of `queries` must be a JSON object.");
      }
      if (queries.size() == most) {
        throw HttpFailure.tooLarge("Too many queries in one request");
      }
      ListingParameters query = base.copy();
      reader.enterObject();
      members(reader, query);
      queries.add(query);
    }
    return queries;
  }

  private Future<Void> answer(
      Exchange exchange, ListingScope scope, List<ListingParameters> queries) {
    // All are looked at before the first is answered: a bad one then still gets its own status.
    queries.forEach(query -> query.options(scope.scope()));
    RowAnswer answer = new RowAnswer(exchange);
    ListingRows rows = new ListingRows(exchange, answer);
    Future<Void> done = answer.write("{\"results\":[".getBytes(StandardCharsets.US_ASCII));
    String separator = "\r\n";
    for (ListingParameters query : queries) {
      String head = separator;
      done = done.compose(v -> rows.write(scope, query, head, ""));
      separator = ",\r\n";
    }
    return done.compose(v -> answer.write("\r\n]}\n".getBytes(StandardCharsets.US_ASCII)))
        .compose(v -> answer.end());
  }
}
