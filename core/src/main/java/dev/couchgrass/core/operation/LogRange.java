package dev.couchgrass.core.operation;

import java.util.OptionalLong;

/**
 * Part of a log, by sequence numbers.
 *
 * @param after begins behind this one; empty begins with the first
 * @param until ends with this one, which belongs to it; empty ends with the last
 */
public record LogRange(OptionalLong after, OptionalLong until) {
  /** The whole log. */
  public static final LogRange ALL = new LogRange(OptionalLong.empty(), OptionalLong.empty());

  /**
   * @throws IllegalArgumentException if a number is negative, or greater than there can be
   */
  public LogRange {
    requireNumber(after);
    requireNumber(until);
  }

  private static void requireNumber(OptionalLong number) {
    if (number.isPresent()
        && (number.getAsLong() < 0 || number.getAsLong() > OperationLimits.MAX_SEQUENCE_NUMBER)) {
      throw new IllegalArgumentException("A sequence number has 32 bits");
    }
  }

  /** What comes behind a sequence number. */
  public static LogRange after(long number) {
    return new LogRange(OptionalLong.of(number), OptionalLong.empty());
  }

  /** What comes up to a sequence number, itself included. */
  public static LogRange until(long number) {
    return new LogRange(OptionalLong.empty(), OptionalLong.of(number));
  }

  /** One sequence number alone. */
  public static LogRange only(long number) {
    return new LogRange(
        number == 0 ? OptionalLong.empty() : OptionalLong.of(number - 1), OptionalLong.of(number));
  }

  /** The same, but what comes behind a sequence number. */
  public LogRange withAfter(long number) {
    return new LogRange(OptionalLong.of(number), until);
  }

  /** The least sequence number in it. */
  public long first() {
    return after.isPresent() ? after.getAsLong() + 1 : 0;
  }

  /** The greatest sequence number that it could have. */
  public long last() {
    return until.orElse(OperationLimits.MAX_SEQUENCE_NUMBER);
  }

  /** Whether no operation can be in it. */
  public boolean isEmpty() {
    return first() > last();
  }
}
