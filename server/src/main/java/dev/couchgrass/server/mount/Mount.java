package dev.couchgrass.server.mount;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A service on a server's port. Anybody may post to it: it has to know itself whom it answers.
 *
 * @param path of which no segment is a database's name: it begins with an underscore
 * @param mediaType of requests, which have to say it, and of answers
 * @param maxBytes of a request; no more than the server takes of any
 * @param requests how many are read and answered at a time; one more is answered with 503, and is
 *     to come again
 * @param patience how long all of a request's body may take
 * @param service answers a request; {@link dev.couchgrass.core.InvalidInputException} if it is none
 */
public record Mount(
    String path,
    String mediaType,
    int maxBytes,
    int requests,
    Duration patience,
    Function<Buffer, Future<Buffer>> service) {
  private static final Pattern PATH = Pattern.compile("/_[a-z0-9_]+(/[a-z0-9_-]+)*");

  /**
   * A service.
   *
   * @throws IllegalArgumentException if the path has another form, or a limit is not positive
   */
  public Mount {
    Objects.requireNonNull(mediaType);
    Objects.requireNonNull(service);
    requirePath(path);
    if (maxBytes < 1 || requests < 1 || patience.toMillis() < 1) {
      throw new IllegalArgumentException("A limit must be positive");
    }
  }

  /** A service that gets 64 requests at a time, each of which may take three minutes to come. */
  public Mount(
      String path, String mediaType, int maxBytes, Function<Buffer, Future<Buffer>> service) {
    this(path, mediaType, maxBytes, 64, Duration.ofMinutes(3), service);
  }

  /** This, with other limits of how many requests it gets, and how long each may take to come. */
  public Mount withRequests(int atATime, Duration most) {
    return new Mount(path, mediaType, maxBytes, atATime, most, service);
  }

  static void requirePath(String path) {
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException("A service's path begins with an underscore");
    }
  }
}
