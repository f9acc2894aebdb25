package dev.couchgrass.store.operation;

/**
 * How much of a log is there.
 *
 * @param operations how many
 * @param headerBytes of their headers
 * @param bodyBytes of those of their bodies that are there
 */
public record LogSize(long operations, long headerBytes, long bodyBytes) {
  /** Nothing. */
  public static final LogSize NONE = new LogSize(0, 0, 0);

  /** Of headers and bodies. */
  public long bytes() {
    return headerBytes + bodyBytes;
  }

  /** Both together. */
  public LogSize plus(LogSize other) {
    return new LogSize(
        operations + other.operations,
        headerBytes + other.headerBytes,
        bodyBytes + other.bodyBytes);
  }

  /** What is left without the other, which is part of it. */
  public LogSize minus(LogSize other) {
    return new LogSize(
        operations - other.operations,
        headerBytes - other.headerBytes,
        bodyBytes - other.bodyBytes);
  }
}
