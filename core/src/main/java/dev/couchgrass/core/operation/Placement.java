package dev.couchgrass.core.operation;

import java.util.Objects;

/** Where an operation stands beside what of its log is there. */
public sealed interface Placement {
  /** It comes next, and becomes the head. */
  record Next() implements Placement {}

  /** It is there already. */
  record Known() implements Placement {}

  /**
   * Operations before it are missing: to be asked again when they come.
   *
   * @param expected the sequence number of the first of them
   */
  record Gap(long expected) implements Placement {}

  /** It is refused, for good: no operation that arrives later changes that. */
  record Refused(Refusal refusal) implements Placement {
    public Refused {
      Objects.requireNonNull(refusal);
    }
  }
}
