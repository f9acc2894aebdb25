package dev.couchgrass.conformance.operation;

import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.core.operation.Header;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogExtensions;
import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.OperationBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Who signs the operations of tests, by keys that are always the same. */
public final class Author {
  /** Some of them. */
  public static final List<Author> ALL = IntStream.rangeClosed(1, 4).mapToObj(Author::new).toList();

  private final SigningKey key;
  private final List<Header> elsewhere = new ArrayList<>();

  private Author(int number) {
    byte[] secret = new byte[SigningKey.BYTES];
    Arrays.fill(secret, (byte) number);
    this.key = SigningKey.ofBytes(secret);
  }

  /** The author's log of an id. */
  public Log log(String id) {
    return new Log(key.publicKey(), LogId.ofBytes(id.getBytes(StandardCharsets.UTF_8)));
  }

  /** A log that is made step by step. */
  public Chain chain(String id) {
    return new Chain(log(id));
  }

  /** Signs. */
  public Operation sign(OperationBuilder draft) {
    return draft.sign(key);
  }

  /** What comes at a place of a log, behind an operation that no store has seen. */
  public synchronized OperationBuilder at(long sequenceNumber) {
    if (sequenceNumber == 0) {
      return OperationBuilder.first();
    }
    while (elsewhere.size() < sequenceNumber) {
      OperationBuilder next =
          elsewhere.isEmpty()
              ? OperationBuilder.first()
              : OperationBuilder.after(elsewhere.get(elsewhere.size() - 1));
      elsewhere.add(sign(next.body(text("elsewhere"))).header());
    }
    return OperationBuilder.after(elsewhere.get((int) sequenceNumber - 1));
  }

  /** Bytes of a body. */
  public static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A log, as its author makes it: nothing of it is in a store by itself. */
  public final class Chain {
    private final Log log;
    private Optional<Operation> newest = Optional.empty();
    private int made;

    private Chain(Log log) {
      this.log = log;
    }

    public Log log() {
      return log;
    }

    /** The next one, with a body. */
    public Operation next() {
      made++;
      return next(draft().body(text(log.id() + " has " + made)));
    }

    /** Some of them. */
    public Operation[] next(int count) {
      return IntStream.range(0, count).mapToObj(number -> next()).toArray(Operation[]::new);
    }

    /** The next one, without a body. */
    public Operation nextWithoutBody() {
      return next(draft().extensions(LogExtensions.NONE.withLog(log.id())));
    }

    /** The next one, with which the log could begin. */
    public Operation nextThatPrunes() {
      made++;
      return next(
          draft()
              .extensions(LogExtensions.NONE.withPrune(true))
              .body(text(log.id() + " begins " + made)));
    }

    private Operation next(OperationBuilder draft) {
      Operation next = sign(draft);
      newest = Optional.of(next);
      return next;
    }

    /** What the next one is made of. */
    public OperationBuilder draft() {
      return OperationBuilder.behind(newest);
    }

    /** Another one than the next. */
    public Operation fork() {
      return sign(draft().body(text("fork of " + log.id())));
    }
  }
}
