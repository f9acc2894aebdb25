package dev.couchgrass.core.operation;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * An operation that has to be refused.
 *
 * @param attempt gives the refusal; empty if it was accepted
 */
record Forgery(String name, OperationProblem problem, Supplier<Optional<Refusal>> attempt) {
  /** Bytes of a header that are to be refused when they are read. */
  static Forgery read(String name, OperationProblem problem, byte[] bytes) {
    return made(name, problem, () -> Header.decode(bytes));
  }

  /** A header whose form is right, and that is to be refused all the same. */
  static Forgery invalid(String name, OperationProblem problem, byte[] bytes) {
    return new Forgery(
        name,
        problem,
        () -> {
          Header header = Header.decode(bytes);
          return refusal(header::requireValid);
        });
  }

  /** A header that is valid, beside a body that is none of its own. */
  static Forgery mismatched(String name, Operation honest, byte[] body) {
    return new Forgery(
        name,
        OperationProblem.PAYLOAD_MISMATCH,
        () -> {
          honest.header().requireValid();
          Operation operation =
              Operation.decode(honest.header().bytes(), Optional.of(Body.of(body)));
          return refusal(operation::requireValid);
        });
  }

  /** What is to be refused while it is made. */
  static Forgery made(String name, OperationProblem problem, Runnable making) {
    return new Forgery(name, problem, () -> refusal(making));
  }

  /** A header that is valid, and is to be refused by a log. */
  static Forgery placed(String name, OperationProblem problem, Log log, Held held, Header header) {
    return new Forgery(
        name,
        problem,
        () -> {
          header.requireValid();
          return new LogCheck(log).place(held, header) instanceof Placement.Refused refused
              ? Optional.of(refused.refusal())
              : Optional.empty();
        });
  }

  private static Optional<Refusal> refusal(Runnable attempt) {
    try {
      attempt.run();
      return Optional.empty();
    } catch (InvalidOperationException e) {
      return Optional.of(e.refusal());
    }
  }
}
