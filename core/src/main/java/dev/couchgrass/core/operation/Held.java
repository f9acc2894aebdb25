package dev.couchgrass.core.operation;

import java.util.Objects;
import java.util.Optional;

/**
 * What of a log is there, as far as it matters to one operation.
 *
 * @param head the operation of the greatest sequence number
 * @param same the operation that is there with the sequence number of the one in question
 */
public record Held(Optional<Header> head, Optional<Header> same) {
  /** Nothing of the log is there. */
  public static final Held NOTHING = new Held(Optional.empty(), Optional.empty());

  public Held {
    Objects.requireNonNull(head);
    Objects.requireNonNull(same);
  }

  /** A head, and nothing with the sequence number in question unless the head has it. */
  public static Held head(Header head) {
    return new Held(Optional.of(head), Optional.empty());
  }
}
