package dev.couchgrass.core.operation;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.Signature;
import dev.couchgrass.core.key.SigningKey;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes an operation, and signs it. Not for use by two threads at once. */
public final class OperationBuilder {
  private final Optional<PublicKey> author;
  private final long sequenceNumber;
  private final Optional<Hash> backlink;
  private Optional<Body> body = Optional.empty();
  private OptionalLong timestamp = OptionalLong.empty();
  private Optional<Extensions> extensions = Optional.empty();

  private OperationBuilder(
      Optional<PublicKey> author, long sequenceNumber, Optional<Hash> backlink) {
    this.author = author;
    this.sequenceNumber = sequenceNumber;
    this.backlink = backlink;
  }

  /** The first operation of a log. */
  public static OperationBuilder first() {
    return new OperationBuilder(Optional.empty(), 0, Optional.empty());
  }

  /**
   * The operation behind another, of the same author and log.
   *
   * @throws InvalidOperationException if the log can't have one more
   */
  public static OperationBuilder after(Header head) {
    if (head.sequenceNumber() == OperationLimits.MAX_SEQUENCE_NUMBER) {
      throw new InvalidOperationException(OperationProblem.LOG_FULL);
    }
    return new OperationBuilder(
        Optional.of(head.author()), head.sequenceNumber() + 1, Optional.of(head.id()));
  }

  /**
   * The operation behind the newest of a log, or the first one of a log that has none.
   *
   * @throws InvalidOperationException if the log can't have one more
   */
  public static OperationBuilder behind(Optional<Operation> newest) {
    return newest
        .map(Operation::header)
        .map(OperationBuilder::after)
        .orElseGet(OperationBuilder::first);
  }

  /** Gives it a body, of at least one byte. */
  public OperationBuilder body(Body newBody) {
    body = Optional.of(newBody);
    return this;
  }

  /**
   * Gives it a body, of at least one byte; the bytes are copied.
   *
   * @throws InvalidOperationException if there are more than {@link OperationLimits#MAX_BODY_BYTES}
   */
  public OperationBuilder body(byte[] bytes) {
    return body(Body.of(bytes));
  }

  /**
   * Says when it is written, in microseconds since 1970: the header then has the form of operations
   * with timestamps.
   */
  public OperationBuilder timestamp(long micros) {
    timestamp = OptionalLong.of(micros);
    return this;
  }

  /** Adds what the application says beside. */
  public OperationBuilder extensions(Extensions newExtensions) {
    extensions = Optional.of(newExtensions);
    return this;
  }

  /** Adds what the operation says about logs; nothing if that is nothing. */
  public OperationBuilder extensions(LogExtensions newExtensions) {
    extensions = newExtensions.encode();
    return this;
  }

  /**
   * Makes the operation and signs it.
   *
   * @throws InvalidOperationException if it would be refused, or the operation before is of another
   *     author
   * @throws IllegalStateException if the key is closed
   */
  public Operation sign(SigningKey key) {
    if (author.isPresent() && !author.get().equals(key.publicKey())) {
      throw new InvalidOperationException(OperationProblem.TOO_MANY_AUTHORS);
    }
    HeaderFields fields = fields(key.publicKey());
    fields.requireConsistent();
    Signature signature = key.sign(HeaderEncoding.encode(fields, Optional.empty()));
    Header header = Header.decodeOwned(HeaderEncoding.encode(fields, Optional.of(signature)));
    Operation operation = new Operation(header, body);
    operation.requireAnnouncedBody();
    return operation;
  }

  private HeaderFields fields(PublicKey by) {
    Optional<Body> announced = body.filter(given -> given.size() > 0);
    return new HeaderFields(
        HeaderFields.VERSION,
        by,
        announced.map(Body::size).orElse(0),
        announced.map(Body::hash),
        timestamp,
        sequenceNumber,
        backlink,
        extensions);
  }
}
