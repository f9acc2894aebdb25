package dev.couchgrass.core.operation;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.SortedMap;

/**
 * How far somebody has come with logs. Immutable.
 *
 * <p>A log that it has come to a height of is one of which all up to that height is done with.
 *
 * @param name who that is: 1 to {@link OperationLimits#MAX_NAME_BYTES} bytes of UTF-8
 * @param heights for each log, the newest operation that is done with
 */
public record Cursor(String name, LogHeights heights) {
  /**
   * @throws InvalidInputException if the name is empty, too long, or no Unicode
   */
  public Cursor {
    requireName(name);
    Objects.requireNonNull(heights);
  }

  /**
   * Requires what names of this kind are to be: of cursors, and of what else stands beside logs.
   *
   * @throws InvalidInputException if it is empty, too long, or no Unicode
   */
  public static void requireName(String name) {
    int length = name.getBytes(StandardCharsets.UTF_8).length;
    if (length == 0
        || length > OperationLimits.MAX_NAME_BYTES
        || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw new InvalidInputException(Problem.BAD_REQUEST, "Malformed name");
    }
  }

  /** A cursor before everything. */
  public static Cursor start(String name) {
    return new Cursor(name, LogHeights.NONE);
  }

  /** The same, at least so far: never back. */
  public Cursor advance(Log log, long height) {
    return new Cursor(name, heights.advance(log, height));
  }

  /** What is there and not done with yet, in the order of the logs. */
  public SortedMap<Log, LogRange> behind(LogHeights there) {
    return there.lackedBy(heights);
  }
}
