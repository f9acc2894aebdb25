package dev.couchgrass.sync.log.item;

import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.Refusal;
import java.util.Objects;

/** What became of an operation that arrived. */
public sealed interface Outcome {
  /**
   * It is valid, was the next of its log, and is kept now.
   *
   * @param pruned how many operations before it were removed, as it asks for that
   * @param followers how many operations that had waited for it were inserted behind it, in the
   *     order of their sequence numbers
   */
  record Inserted(Operation operation, long pruned, int followers) implements Outcome {
    public Inserted {
      Objects.requireNonNull(operation);
    }
  }

  /** It was there already; its log belongs to the topic now, if it did not. */
  record Known(Operation operation) implements Outcome {
    public Known {
      Objects.requireNonNull(operation);
    }
  }

  /**
   * It is valid, and operations of its log before it are missing. It is inserted when they come, if
   * it waits.
   *
   * @param expected the sequence number of the first that is missing
   * @param waits false if there is no room to wait: it is to be sent again
   */
  record Early(Operation operation, long expected, boolean waits) implements Outcome {
    public Early {
      Objects.requireNonNull(operation);
    }
  }

  /** It is no operation, or none that its log takes: nothing of it is kept, nor of its effects. */
  record Refused(Refusal refusal) implements Outcome {
    public Refused {
      Objects.requireNonNull(refusal);
    }
  }
}
