package dev.couchgrass.core.operation;

import dev.couchgrass.core.hash.Hash;
import java.util.Objects;
import java.util.Optional;

/**
 * A signed step of an author's log: a header, and the body that it announces, if that is there.
 *
 * <p>Immutable. The id is the header's, so that an operation whose body was deleted is still the
 * same; operations are equal and ordered by it alone. That an operation exists says that its form
 * is right, and nothing more: see {@link #requireValid}, and {@link LogCheck} for its place.
 */
public final class Operation implements Comparable<Operation> {
  private final Header header;
  private final Optional<Body> body;

  /** An operation of its parts, which may not fit. */
  public Operation(Header header, Optional<Body> body) {
    this.header = Objects.requireNonNull(header);
    this.body = Objects.requireNonNull(body);
  }

  /**
   * Reads an operation, whose header's bytes are copied.
   *
   * @param body the body; empty if there is none, or it did not come along
   * @throws InvalidOperationException if the header's form is wrong
   */
  public static Operation decode(byte[] header, Optional<Body> body) {
    return new Operation(Header.decode(header), body);
  }

  /** The hash of the header's bytes. */
  public Hash id() {
    return header.id();
  }

  /** The signed part. */
  public Header header() {
    return header;
  }

  /** The body; empty if there is none, or it was deleted. */
  public Optional<Body> body() {
    return body;
  }

  /** The same operation, which it still is, when its body was deleted. */
  public Operation withoutBody() {
    return new Operation(header, Optional.empty());
  }

  /**
   * Requires the author's signature, that all elements fit together, and that the body, if it is
   * there, is the one that the header announces.
   *
   * @throws InvalidOperationException for the first thing that is wrong, in the order of {@link
   *     Header#requireValid}, the body last
   */
  public void requireValid() {
    header.requireValid();
    requireAnnouncedBody();
  }

  /**
   * As {@link #requireValid}, but that the signature only has to be there: for whoever keeps what
   * others have verified.
   *
   * @throws InvalidOperationException for the first thing that is wrong, in the same order
   */
  public void requireConsistent() {
    header.requireConsistent();
    requireAnnouncedBody();
  }

  /** Requires the body, if it is there, to be the one that the header announces. */
  void requireAnnouncedBody() {
    if (body.isPresent() && !isAnnounced(body.get())) {
      throw new InvalidOperationException(OperationProblem.PAYLOAD_MISMATCH);
    }
  }

  private boolean isAnnounced(Body given) {
    return header.payloadSize() == given.size()
        && header.payloadHash().equals(Optional.of(given.hash()));
  }

  @Override
  public int compareTo(Operation other) {
    return id().compareTo(other.id());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Operation that && id().equals(that.id());
  }

  @Override
  public int hashCode() {
    return id().hashCode();
  }

  /** The id's text. */
  @Override
  public String toString() {
    return id().toString();
  }
}
