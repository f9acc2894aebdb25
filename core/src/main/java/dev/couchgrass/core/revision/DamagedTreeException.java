package dev.couchgrass.core.revision;

/**
 * Bytes that are no encoded {@link RevisionTree}: damaged, cut short, or of an unknown version.
 *
 * <p>It carries no stack trace; the message is constant text.
 */
public final class DamagedTreeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;

  DamagedTreeException(String message, int offset) {
    super(message, null, false, false);
    this.offset = offset;
  }

  /** Where in the given array the damage was noticed. */
  public int offset() {
    return offset;
  }
}
