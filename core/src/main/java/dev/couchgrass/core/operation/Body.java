package dev.couchgrass.core.operation;

import dev.couchgrass.core.hash.Hash;

/**
 * What an operation carries: any bytes, which its header announces by size and hash.
 *
 * <p>Immutable. Two bodies are equal if their hashes are.
 */
public final class Body {
  private final byte[] bytes;
  private final Hash hash;

  private Body(byte[] bytes) {
    this.bytes = bytes;
    this.hash = Hash.of(bytes);
  }

  /**
   * Makes a body of its bytes, which are copied.
   *
   * @throws InvalidOperationException if there are more than {@link OperationLimits#MAX_BODY_BYTES}
   */
  public static Body of(byte[] bytes) {
    if (bytes.length > OperationLimits.MAX_BODY_BYTES) {
      throw new InvalidOperationException(OperationProblem.BODY_TOO_LARGE);
    }
    return new Body(bytes.clone());
  }

  /** The bytes themselves, not a copy: they must not be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes there are. */
  public int size() {
    return bytes.length;
  }

  /** The hash of the bytes. */
  public Hash hash() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Body that && hash.equals(that.hash);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  /** The size and the hash. */
  @Override
  public String toString() {
    return "Body[" + bytes.length + " bytes, " + hash + "]";
  }
}
