package dev.couchgrass.store;

import java.time.Duration;
import java.util.Objects;

/**
 * How much a transaction may ask for.
 *
 * @param timeout after which, counted from when it has begun, a transaction that has not ended is
 *     rolled back
 * @param maxBytes of keys and values that it writes; what would be more fails with {@code
 *     TOO_LARGE}
 */
public record TransactionOptions(Duration timeout, long maxBytes) {
  /** 30 seconds, 256 MiB. */
  public static final TransactionOptions DEFAULTS =
      new TransactionOptions(Duration.ofSeconds(30), 256L << 20);

  /**
   * @throws IllegalArgumentException if something is not positive
   */
  public TransactionOptions {
    Objects.requireNonNull(timeout);
    if (timeout.isNegative() || timeout.isZero() || maxBytes < 1) {
      throw new IllegalArgumentException("A transaction needs time and room");
    }
  }

  /** The same, but with so much time. */
  public TransactionOptions withTimeout(Duration time) {
    return new TransactionOptions(time, maxBytes);
  }

  /** The same, but with so much room. */
  public TransactionOptions withMaxBytes(long bytes) {
    return new TransactionOptions(timeout, bytes);
  }
}
