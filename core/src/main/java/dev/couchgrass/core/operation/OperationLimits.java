package dev.couchgrass.core.operation;

/**
 * How large an operation may be, in each respect.
 *
 * <p>No options: what one replica refused, another would have to refuse as well, or they differ for
 * good.
 */
public final class OperationLimits {
  /** A header, in bytes: 64 KiB. */
  public static final int MAX_HEADER_BYTES = 1 << 16;

  /** A body, in bytes: 16 MiB. */
  public static final int MAX_BODY_BYTES = 1 << 24;

  /** A sequence number: the greatest of 32 bits. A log that came so far goes no further. */
  public static final long MAX_SEQUENCE_NUMBER = (1L << 32) - 1;

  /** A timestamp, in microseconds: the greatest integer every language counts to without a gap. */
  public static final long MAX_TIMESTAMP = (1L << 53) - 1;

  /** The operations that one names as its previous ones. */
  public static final int MAX_PREVIOUS = 256;

  /** How deep lists and maps stand within each other in extensions. */
  public static final int MAX_EXTENSION_DEPTH = 16;

  /** A log's id, in bytes. */
  public static final int MAX_LOG_ID_BYTES = 255;

  /** A name of a cursor, or of what else stands beside logs, in bytes of UTF-8. */
  public static final int MAX_NAME_BYTES = 255;

  /** A version: the greatest number that can stand in its place. */
  static final int MAX_VERSION = (1 << 16) - 1;

  /** As deep, with the list that a header is. */
  static final int HEADER_DEPTH = MAX_EXTENSION_DEPTH + 1;

  private OperationLimits() {}
}
