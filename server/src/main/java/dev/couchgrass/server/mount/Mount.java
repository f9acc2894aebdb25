package dev.couchgrass.server.mount;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A service on a server's port. Anybody may post to it: it has to know itself whom it answers.
 *
 * @param path of which no segment is a database's name: it begins with an underscore
 * @param mediaType of requests, which have to say it, and of answers
 * @param maxBytes of a request; no more than the server takes of any
 * @param service answers a request; {@link dev.couchgrass.core.InvalidInputException} if it is none
 */
public record Mount(
    String path, String mediaType, int maxBytes, Function<Buffer, Future<Buffer>> service) {
  private static final Pattern PATH = Pattern.compile("/_[a-z0-9_]+(/[a-z0-9_-]+)*");

  /**
   * A service.
   *
   * @throws IllegalArgumentException if the path has another form, or the limit is not positive
   */
  public Mount {
    Objects.requireNonNull(mediaType);
    Objects.requireNonNull(service);
    requirePath(path);
    if (maxBytes < 1) {
      throw new IllegalArgumentException("A limit must be positive");
    }
  }

  static void requirePath(String path) {
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException("A service's path begins with an underscore");
    }
  }
}
