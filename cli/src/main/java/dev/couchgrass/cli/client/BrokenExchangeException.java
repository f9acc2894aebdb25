package dev.couchgrass.cli.client;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.http.HttpTimeoutException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request that was sent and got no whole answer: the connection broke, or what answers speaks no
 * HTTP. Its message says what was asked of whom, and what happened, on one line.
 */
public final class BrokenExchangeException extends IOException {
  private static final long serialVersionUID = 1L;

  private BrokenExchangeException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Tells what happened.
   *
   * @param asked method and URL
   */
  static BrokenExchangeException of(String asked, Throwable cause) {
    return new BrokenExchangeException(asked + ": " + reason(cause), cause);
  }

  private static String reason(Throwable cause) {
    if (find(cause, ProtocolException.class).isPresent()) {
      return "what answers there speaks no HTTP";
    }
    return find(cause, HttpTimeoutException.class).isPresent()
        ? "no answer came in time"
        : "the connection broke before the whole answer came";
  }

  private static <T> Optional<T> find(Throwable failure, Class<T> type) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }
}
