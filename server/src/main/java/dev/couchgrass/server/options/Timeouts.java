package dev.couchgrass.server.options;

import java.time.Duration;

/**
 * How long a client may keep the server waiting.
 *
 * @param headers from a connection's start, or the end of the answer before, to a whole request
 *     head; so this is also how long an idle connection is kept
 * @param body between two pieces of a request's body, or while an answer waits to be read
 * @param drain how long {@code close} lets running requests end
 */
public record Timeouts(Duration headers, Duration body, Duration drain) {
  public static final Timeouts DEFAULTS =
      new Timeouts(Duration.ofSeconds(75), Duration.ofSeconds(60), Duration.ofSeconds(10));

  public Timeouts {
    if (headers.toMillis() < 1 || body.toMillis() < 1 || drain.isNegative()) {
      throw new IllegalArgumentException("A timeout must be positive");
    }
  }

  public Timeouts withHeaders(Duration headers) {
    return new Timeouts(headers, body, drain);
  }

  public Timeouts withBody(Duration body) {
    return new Timeouts(headers, body, drain);
  }

  public Timeouts withDrain(Duration drain) {
    return new Timeouts(headers, body, drain);
  }
}
