package dev.couchgrass.server.instance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.server.http.Access;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.Route;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * {@code /_uuids}: ids for documents, 32 hexadecimal digits. They grow, so that documents made one
 * after the other lie together: 26 random digits stay while the last six count.
 */
public final class Uuids {
  private static final int ROLL = 0xfff000;

  private final RandomGenerator random;
  private String prefix = "";
  private int count = ROLL;

  public Uuids() {
    this(new SecureRandom());
  }

  Uuids(RandomGenerator random) {
    this.random = random;
  }

  public List<Route> routes() {
    return List.of(Route.get("/_uuids", Access.ANYONE, this::list));
  }

  /** The next id. For any thread. */
  public synchronized String next() {
    count += 1 + random.nextInt(0xffe);
    if (count >= ROLL) {
      byte[] bytes = new byte[13];
      random.nextBytes(bytes);
      prefix = HexFormat.of().formatHex(bytes);
      count = random.nextInt(0xffe);
    }
    return prefix + HexFormat.of().toHexDigits(count, 6);
  }

  private Future<Void> list(Exchange exchange) {
    int wanted = wanted(exchange);
    ArrayNode uuids = JsonNodeFactory.instance.arrayNode(wanted);
    for (int i = 0; i < wanted; i++) {
      uuids.add(next());
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("uuids", uuids);
    return exchange
        .respondWith("Cache-Control", "must-revalidate, no-cache")
        .respondWith("Pragma", "no-cache")
        .respondWith("Expires", "Fri, 01 Jan 1990 00:00:00 GMT")
        .json(200, body);
  }

  private static int wanted(Exchange exchange) {
    String text = exchange.query().text("count").orElse("1");
    long wanted;
    try {
      wanted = Long.parseLong(text);
    } catch (NumberFormatException e) {
      wanted = -1;
    }
    if (wanted < 0) {
      throw HttpFailure.badRequest("count must be a positive integer");
    }
    if (wanted > exchange.options().limits().uuids()) {
      throw HttpFailure.badRequest("count parameter too large");
    }
    return (int) wanted;
  }
}
