package dev.couchgrass.server.testing;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** What a server answered. */
public record Answer(int status, MultiMap headers, Buffer body) {
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  public String text() {
    return body.toString();
  }

  public JsonObject json() {
    return body.toJsonObject();
  }
}
