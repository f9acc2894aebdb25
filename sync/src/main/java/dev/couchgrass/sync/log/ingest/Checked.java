package dev.couchgrass.sync.log.ingest;

import dev.couchgrass.core.operation.Body;
import dev.couchgrass.core.operation.InvalidOperationException;
import dev.couchgrass.core.operation.LogExtensions;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.Refusal;
import dev.couchgrass.sync.log.item.Arrival;

/** What came of a look at an operation that arrived, before its place is looked for. */
sealed interface Checked {
  /** As far as it goes without its signature. */
  record Formed(Arrival arrival, Operation operation, LogExtensions says) implements Checked {}

  /** It is refused, for good. */
  record Wrong(Refusal refusal) implements Checked {}

  /** Reads an operation: its header, what it says about logs, and whether its body is the one. */
  static Checked read(Arrival arrival) {
    try {
      Operation operation = Operation.decode(arrival.header(), arrival.body().map(Body::of));
      return new Formed(arrival, operation, LogExtensions.of(operation.header()));
    } catch (InvalidOperationException e) {
      return new Wrong(e.refusal());
    }
  }

  /** The same, with the signature verified. Takes long. */
  static Checked verify(Formed formed, AuthorKeys keys) {
    try {
      formed.operation().requireValid(keys.known(formed.operation().header().author()));
      return formed;
    } catch (InvalidOperationException e) {
      return new Wrong(e.refusal());
    }
  }
}
