package dev.couchgrass.core.cbor;

/**
 * Bytes that are no canonical DAG-CBOR, or hold another value than was asked for.
 *
 * <p>An expected failure, so it carries no stack trace; the message is the flaw's, constant text.
 */
public final class InvalidCborException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final CborFlaw flaw;
  private final int offset;

  InvalidCborException(CborFlaw flaw, int offset) {
    super(flaw.message(), null, false, false);
    this.flaw = flaw;
    this.offset = offset;
  }

  /** What is wrong. */
  public CborFlaw flaw() {
    return flaw;
  }

  /** Where it was noticed: how many bytes come before. */
  public int offset() {
    return offset;
  }
}
