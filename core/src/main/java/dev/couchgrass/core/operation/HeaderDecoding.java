package dev.couchgrass.core.operation;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.cbor.CborReader;
import dev.couchgrass.core.cbor.CborReader.Kind;
import dev.couchgrass.core.cbor.InvalidCborException;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.Signature;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Reads a header's bytes, and notes where in them the signature stands.
 *
 * <p>What may be left out is told by the kind of what comes next, so there is one reading: hashes
 * and signatures are bytes, numbers are integers, and extensions are neither.
 */
final class HeaderDecoding {
  /**
   * What was read.
   *
   * @param signatureFrom where the signature begins, or would
   * @param signatureTo where it ends; the same if there is none
   */
  record Decoded(
      HeaderFields fields, Optional<Signature> signature, int signatureFrom, int signatureTo) {}

  private final byte[] bytes;
  private final CborReader in;

  /** Whether there is an element that was not read. */
  private boolean more;

  private HeaderDecoding(byte[] bytes) {
    this.bytes = bytes;
    this.in = CborReader.inAnyOrder(bytes, OperationLimits.HEADER_DEPTH);
  }

  /**
   * Reads a header.
   *
   * @throws InvalidOperationException if it is no header in form
   */
  static Decoded decode(byte[] bytes) {
    if (bytes.length > OperationLimits.MAX_HEADER_BYTES) {
      throw new InvalidOperationException(OperationProblem.HEADER_TOO_LARGE);
    }
    try {
      return new HeaderDecoding(bytes).read();
    } catch (InvalidCborException e) {
      throw refusal(e);
    }
  }

  static InvalidOperationException refusal(InvalidCborException e) {
    String detail = e.flaw().message() + ", at byte " + e.offset();
    return new InvalidOperationException(OperationProblem.ENCODING, detail);
  }

  private Decoded read() {
    in.enterList();
    more = in.nextElement();
    int version = (int) readNumber(OperationLimits.MAX_VERSION, "version");
    PublicKey author =
        readBytes(PublicKey::ofBytes, OperationProblem.MALFORMED_KEY, "verifying_key");
    int from = in.position();
    Optional<Signature> signature =
        isNext(Kind.BYTES)
            ? Optional.of(
                readBytes(Signature::ofBytes, OperationProblem.MALFORMED_SIGNATURE, "signature"))
            : Optional.empty();
    int to = in.position();
    HeaderFields fields = readRest(version, author);
    if (more) {
      throw new InvalidOperationException(OperationProblem.EXCESS_ELEMENTS);
    }
    in.finish();
    return new Decoded(fields, signature, from, to);
  }

  private HeaderFields readRest(int version, PublicKey author) {
    long payloadSize = readNumber(OperationLimits.MAX_BODY_BYTES, "payload_size");
    Optional<Hash> payloadHash = readHash("payload_hash");
    // One number more than a header has without a timestamp: then the first is the timestamp.
    long first = readNumber(OperationLimits.MAX_TIMESTAMP, "seq_num");
    boolean stamped = isNext(Kind.INTEGER);
    long sequenceNumber = stamped ? readNumber(OperationLimits.MAX_TIMESTAMP, "seq_num") : first;
    if (sequenceNumber > OperationLimits.MAX_SEQUENCE_NUMBER) {
      throw new InvalidOperationException(OperationProblem.NUMBER_RANGE, "seq_num");
    }
    Optional<Hash> backlink = readHash("backlink");
    return new HeaderFields(
        version,
        author,
        payloadSize,
        payloadHash,
        stamped ? OptionalLong.of(first) : OptionalLong.empty(),
        sequenceNumber,
        backlink,
        readExtensions(stamped));
  }

  /** A header with a timestamp always has a place for them, with null if there are none. */
  private Optional<Extensions> readExtensions(boolean always) {
    if (always) {
      requireNext("extensions");
      if (in.peek() == Kind.NULL) {
        in.readNull();
        more = in.nextElement();
        return Optional.empty();
      }
    } else if (!more) {
      return Optional.empty();
    }
    Extensions.requireKind(in.peek());
    int from = in.position();
    in.skip();
    int to = in.position();
    more = in.nextElement();
    return Optional.of(Extensions.ofChecked(Arrays.copyOfRange(bytes, from, to)));
  }

  private boolean isNext(Kind kind) {
    return more && in.peek() == kind;
  }

  private void requireNext(String element) {
    if (!more) {
      throw new InvalidOperationException(OperationProblem.MISSING_ELEMENT, element);
    }
  }

  private long readNumber(long most, String element) {
    requireNext(element);
    long number = in.readInteger();
    if (number < 0 || number > most) {
      throw new InvalidOperationException(OperationProblem.NUMBER_RANGE, element);
    }
    more = in.nextElement();
    return number;
  }

  private Optional<Hash> readHash(String element) {
    return isNext(Kind.BYTES)
        ? Optional.of(readBytes(Hash::ofBytes, OperationProblem.MALFORMED_HASH, element))
        : Optional.empty();
  }

  private <T> T readBytes(Function<byte[], T> type, OperationProblem otherwise, String element) {
    requireNext(element);
    byte[] value = in.readBytes();
    more = in.nextElement();
    try {
      return type.apply(value);
    } catch (InvalidInputException e) {
      throw new InvalidOperationException(otherwise, element);
    }
  }
}
