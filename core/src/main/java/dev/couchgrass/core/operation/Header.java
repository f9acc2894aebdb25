package dev.couchgrass.core.operation;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.Signature;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The signed part of an operation: who wrote it, where in the author's log it stands, and which
 * body belongs to it.
 *
 * <p>Immutable, and kept as the bytes that arrived: they are what is hashed and what is signed, and
 * are never written again. Two headers are equal if their ids are. That a header exists says that
 * its form is right, and nothing more: see {@link #requireValid}.
 */
public final class Header {
  private final byte[] bytes;
  private final HeaderDecoding.Decoded decoded;
  private final HeaderFields fields;
  private final Hash id;

  private Header(byte[] bytes) {
    this.bytes = bytes;
    this.decoded = HeaderDecoding.decode(bytes);
    this.fields = decoded.fields();
    this.id = Hash.of(bytes);
  }

  /**
   * Reads a header, whose bytes are copied.
   *
   * @throws InvalidOperationException if their form is wrong, with the reason; the signature is not
   *     verified, and whether the elements fit together is not decided
   */
  public static Header decode(byte[] bytes) {
    if (bytes.length > OperationLimits.MAX_HEADER_BYTES) {
      throw new InvalidOperationException(OperationProblem.HEADER_TOO_LARGE);
    }
    return new Header(bytes.clone());
  }

  /** As {@link #decode}, for an array that nobody else will change. */
  static Header decodeOwned(byte[] bytes) {
    return new Header(bytes);
  }

  /** The operation's id: the hash of all bytes, the signature among them. */
  public Hash id() {
    return id;
  }

  /** The bytes themselves, not a copy: they must not be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** The bytes that are signed, in a new array: all but the signature. */
  public byte[] signingBytes() {
    int from = decoded.signatureFrom();
    int to = decoded.signatureTo();
    byte[] signed = new byte[bytes.length - (to - from)];
    System.arraycopy(bytes, 0, signed, 0, from);
    System.arraycopy(bytes, to, signed, from, bytes.length - to);
    if (decoded.signature().isPresent()) {
      // The list that the signature was in has an element less.
      signed[0]--;
    }
    return signed;
  }

  /** The version of the form, of which there is 1. */
  public int version() {
    return fields.version();
  }

  /** Who wrote the operation, as it says. */
  public PublicKey author() {
    return fields.author();
  }

  /** The signature, which may be anybody's; empty if there is none. */
  public Optional<Signature> signature() {
    return decoded.signature();
  }

  /** How many bytes the body has; 0 if the operation has none. */
  public long payloadSize() {
    return fields.payloadSize();
  }

  /** The body's hash; empty if the operation has none. */
  public Optional<Hash> payloadHash() {
    return fields.payloadHash();
  }

  /** When it was written by the author's clock, in microseconds since 1970, if it says so. */
  public OptionalLong timestamp() {
    return fields.timestamp();
  }

  /** How many operations come before this one in its log. */
  public long sequenceNumber() {
    return fields.sequenceNumber();
  }

  /** The id of the operation before in the log; empty if this is the first. */
  public Optional<Hash> backlink() {
    return fields.backlink();
  }

  /** What the application added. */
  public Optional<Extensions> extensions() {
    return fields.extensions();
  }

  /** Whether the signature is there, and the author's. Takes as long as hundreds of hashes. */
  public boolean isSigned() {
    return signature().isPresent() && author().verifies(signingBytes(), signature().get());
  }

  /**
   * Requires the author's signature, and that all elements fit together.
   *
   * @throws InvalidOperationException for the first thing that is wrong: the signature, the
   *     version, the size and hash of the body, the sequence number and the backlink, in this order
   */
  public void requireValid() {
    if (signature().isEmpty()) {
      throw new InvalidOperationException(OperationProblem.UNSIGNED);
    }
    if (!isSigned()) {
      throw new InvalidOperationException(OperationProblem.SIGNATURE_MISMATCH);
    }
    fields.requireConsistent();
  }

  /**
   * As {@link #requireValid}, but that the signature only has to be there: for whoever keeps what
   * others have verified.
   *
   * @throws InvalidOperationException for the first thing that is wrong, in the same order
   */
  public void requireConsistent() {
    if (signature().isEmpty()) {
      throw new InvalidOperationException(OperationProblem.UNSIGNED);
    }
    fields.requireConsistent();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Header that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  /** The id's text. */
  @Override
  public String toString() {
    return id.toString();
  }
}
