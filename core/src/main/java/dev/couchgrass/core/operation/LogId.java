package dev.couchgrass.core.operation;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.hash.Hash;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Which of an author's logs: 1 to {@link OperationLimits#MAX_LOG_ID_BYTES} bytes, written in
 * hexadecimal digits. Ordered by its unsigned bytes.
 */
public final class LogId implements Comparable<LogId> {
  private final byte[] bytes;

  private LogId(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Makes an id of its bytes, which are copied.
   *
   * @throws InvalidInputException if there is none, or there are too many
   */
  public static LogId ofBytes(byte[] id) {
    if (id.length == 0 || id.length > OperationLimits.MAX_LOG_ID_BYTES) {
      throw new InvalidInputException(Problem.BAD_REQUEST, "Malformed log id");
    }
    return new LogId(id.clone());
  }

  /** The id that is a hash: of a topic, for one, which then nobody learns from the log. */
  public static LogId of(Hash hash) {
    return new LogId(hash.bytes());
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public int compareTo(LogId other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LogId that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
