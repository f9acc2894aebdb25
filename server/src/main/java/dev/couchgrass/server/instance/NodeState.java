package dev.couchgrass.server.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.server.http.Access;
import dev.couchgrass.server.http.Counters;
import dev.couchgrass.server.http.Endpoint;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.Route;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** How the server fares: for operators and their tools. */
public final class NodeState {
  private static final String NODE = "nonode@nohost";

  private final Counters counters;
  private final InstantSource clock;
  private final Instant started;

  public NodeState(Counters counters, InstantSource clock) {
    this.counters = counters;
    this.clock = clock;
    this.started = clock.instant();
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/_membership", Access.SERVER_ADMIN, this::membership),
        Route.get("/_node/{node}", Access.SERVER_ADMIN, here(this::name)),
        Route.get("/_node/{node}/_stats", Access.SERVER_ADMIN, here(this::stats)),
        Route.get("/_node/{node}/_stats/{path*}", Access.SERVER_ADMIN, here(this::statsBelow)),
        Route.get("/_node/{node}/_system", Access.SERVER_ADMIN, here(this::system)),
        Route.get("/_node/{node}/_prometheus", Access.SERVER_ADMIN, here(this::prometheus)));
  }

  private Future<Void> membership(Exchange exchange) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode nodes = body.putArray("all_nodes").add(NODE);
    body.set("cluster_nodes", nodes.deepCopy());
    return exchange.json(200, body);
  }

  /** Answers for this node alone: there is no other. */
  static Endpoint here(Endpoint endpoint) {
    return exchange -> {
      String node = exchange.parameter("node");
      if (!node.equals("_local") && !node.equals(NODE)) {
        throw HttpFailure.notFound("no such node: " + node);
      }
      return endpoint.handle(exchange);
    };
  }

  private Future<Void> name(Exchange exchange) {
    return exchange.json(200, JsonNodeFactory.instance.objectNode().put("name", NODE));
  }

  private Future<Void> stats(Exchange exchange) {
    return exchange.json(200, figures());
  }

  /** A part of the figures, as the path names it: {@code couchdb/httpd/requests}. */
  private Future<Void> statsBelow(Exchange exchange) {
    JsonNode part = figures();
    for (String name : exchange.parameter("path").split("/", -1)) {
      part = part.path(name);
    }
    if (part.isMissingNode()) {
      throw HttpFailure.notFound("There is no such figure.");
    }
    return exchange.json(200, part);
  }

  private ObjectNode figures() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode httpd = body.putObject("couchdb").putObject("httpd");
    counter(httpd, "requests", counters.requests(), "number of HTTP requests");
    for (int digit = 2; digit <= 5; digit++) {
      String description = "number of HTTP " + digit + "xx answers";
      counter(httpd, "answers_" + digit + "xx", counters.answers(digit), description);
    }
    return body;
  }

  private static void counter(ObjectNode parent, String name, long value, String description) {
    parent.putObject(name).put("value", value).put("type", "counter").put("desc", description);
  }

  private Future<Void> system(Exchange exchange) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("uptime", uptime());
    body.putObject("memory")
        .put("heap_used", heapUsed())
        .put("heap_max", Runtime.getRuntime().maxMemory());
    return exchange.json(200, body.put("processors", Runtime.getRuntime().availableProcessors()));
  }

  private Future<Void> prometheus(Exchange exchange) {
    StringBuilder text = new StringBuilder(512);
    metric(text, "uptime_seconds", "counter", uptime());
    metric(text, "httpd_requests_total", "counter", counters.requests());
    text.append("# TYPE couchdb_httpd_answers_total counter\n");
    for (int digit = 2; digit <= 5; digit++) {
      long value = counters.answers(digit);
      text.append(
          String.format(
              Locale.ROOT, "couchdb_httpd_answers_total{code=\"%dxx\"} %d%n", digit, value));
    }
    metric(text, "heap_used_bytes", "gauge", heapUsed());
    return exchange.respond(200, "text/plain; version=0.0.4", Buffer.buffer(text.toString()));
  }

  private static void metric(StringBuilder text, String name, String type, long value) {
    text.append("# TYPE couchdb_").append(name).append(' ').append(type).append('\n');
    text.append("couchdb_").append(name).append(' ').append(value).append('\n');
  }

  private long uptime() {
    return Duration.between(started, clock.instant()).toSeconds();
  }

  private static long heapUsed() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
