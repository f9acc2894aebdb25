package dev.couchgrass.core.operation;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.key.PublicKey;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** All that a header says, without its signature; whether it fits together is not decided here. */
record HeaderFields(
    int version,
    PublicKey author,
    long payloadSize,
    Optional<Hash> payloadHash,
    OptionalLong timestamp,
    long sequenceNumber,
    Optional<Hash> backlink,
    Optional<Extensions> extensions) {
  /** The only version. */
  static final int VERSION = 1;

  HeaderFields {
    Objects.requireNonNull(author);
    Objects.requireNonNull(payloadHash);
    Objects.requireNonNull(timestamp);
    Objects.requireNonNull(backlink);
    Objects.requireNonNull(extensions);
  }

  /**
   * Requires that the parts fit together.
   *
   * @throws InvalidOperationException for the first that does not, in the order of OPN-9
   */
  void requireConsistent() {
    require(version == VERSION, OperationProblem.UNSUPPORTED_VERSION);
    require(
        payloadHash.isPresent() == (payloadSize > 0), OperationProblem.INCONSISTENT_PAYLOAD_INFO);
    require(sequenceNumber > 0 || backlink.isEmpty(), OperationProblem.SEQUENCE_NUMBER_MISMATCH);
    require(sequenceNumber == 0 || backlink.isPresent(), OperationProblem.BACKLINK_MISSING);
  }

  private static void require(boolean condition, OperationProblem otherwise) {
    if (!condition) {
      throw new InvalidOperationException(otherwise);
    }
  }
}
