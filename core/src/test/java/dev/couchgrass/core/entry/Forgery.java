package dev.couchgrass.core.entry;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * An entry that has to be refused.
 *
 * @param attempt gives the refusal; empty if it was accepted
 */
record Forgery(String name, EntryProblem problem, Supplier<Optional<Refusal>> attempt) {
  /** Bytes that are to be refused when they are read. */
  static Forgery read(String name, EntryProblem problem, byte[] bytes) {
    return new Forgery(name, problem, () -> refusal(() -> Entry.decode(bytes)));
  }

  /** An entry that is well formed and to be refused beside its ancestors. */
  static Forgery received(String name, EntryProblem problem, Entry entry, Ancestry ancestry) {
    return checked(name, problem, entry, ReceiptCheck.against(ancestry));
  }

  static Forgery checked(String name, EntryProblem problem, Entry entry, ReceiptCheck check) {
    return new Forgery(
        name,
        problem,
        () ->
            check.check(Entry.decode(entry.bytes())) instanceof Verdict.Refused refused
                ? Optional.of(refused.refusal())
                : Optional.empty());
  }

  /** An entry that is well formed and not signed by the key that it names. */
  static Forgery signed(String name, byte[] bytes) {
    return new Forgery(
        name,
        EntryProblem.BAD_SIGNATURE,
        () -> {
          Entry entry = Entry.decode(bytes);
          return refusal(
              () -> entry.requireSignedBy(entry.signer().hint().publicKey().orElseThrow()));
        });
  }

  private static Optional<Refusal> refusal(Runnable attempt) {
    try {
      attempt.run();
      return Optional.empty();
    } catch (InvalidEntryException e) {
      return Optional.of(e.refusal());
    }
  }
}
