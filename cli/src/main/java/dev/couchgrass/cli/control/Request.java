package dev.couchgrass.cli.control;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a server is to run.
 *
 * @param arguments all of them, the command's name first
 */
record Request(List<String> arguments) {
  /** Of what both sides say; one of another version of this project may say something else. */
  private static final int VERSION = 1;

  Request {
    arguments = List.copyOf(arguments);
  }

  Frame frame() {
    return Frame.of(
        Frame.Kind.RUN,
        new JsonObject()
            .put("version", VERSION)
            .put("arguments", new JsonArray(arguments))
            .encode());
  }

  /**
   * Reads what a client sent.
   *
   * @throws IOException if it is of another version
   */
  static Request decode(byte[] bytes) throws IOException {
    try {
      JsonObject json = new JsonObject(new String(bytes, StandardCharsets.UTF_8));
      if (json.getInteger("version", 0) != VERSION) {
        throw new IOException("the server that has the folder is of another version");
      }
      return new Request(json.getJsonArray("arguments").stream().map(String.class::cast).toList());
    } catch (DecodeException | ClassCastException | NullPointerException e) {
      throw Frame.malformed();
    }
  }
}
