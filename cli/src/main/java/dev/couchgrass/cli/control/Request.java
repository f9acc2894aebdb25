package dev.couchgrass.cli.control;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a server is to run.
 *
 * @param arguments all of them, the command's name first
 * @param directory where the client is, which names of files are relative to
 */
record Request(List<String> arguments, Path directory) {
  /** Of what both sides say; one of another version of this project may say something else. */
  private static final int VERSION = 1;

  Request {
    arguments = List.copyOf(arguments);
  }

  byte[] encode() {
    return new JsonObject()
        .put("version", VERSION)
        .put("arguments", new JsonArray(arguments))
        .put("directory", directory.toAbsolutePath().toString())
        .encode()
        .getBytes(StandardCharsets.UTF_8);
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
      List<String> arguments =
          json.getJsonArray("arguments").stream().map(String.class::cast).toList();
      return new Request(arguments, Path.of(json.getString("directory")));
    } catch (DecodeException | ClassCastException | NullPointerException | InvalidPathException e) {
      throw Frame.malformed();
    }
  }
}
