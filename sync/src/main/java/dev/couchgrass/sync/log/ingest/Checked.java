package dev.couchgrass.sync.log.ingest;

import dev.couchgrass.core.operation.Body;
import dev.couchgrass.core.operation.InvalidOperationException;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogExtensions;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.OperationProblem;
import dev.couchgrass.core.operation.Refusal;
import dev.couchgrass.sync.log.item.Arrival;

/** What came of a look at an operation that arrived, before its place is looked for. */
sealed interface Checked {
  /** As far as it goes without its signature. */
  record Formed(Arrival arrival, Operation operation, LogExtensions says) implements Checked {
    Log log() {
      return new Log(operation.header().author(), arrival.logId());
    }
  }

  /** It is refused, for good. */
  record Wrong(Refusal refusal) implements Checked {}

  /** Who says to which log an operation belongs. */
  enum Source {
    /** The application, which knows. */
    APPLICATION,
    /** A peer, who is believed only what the author has signed. */
    PEER
  }

  /** Reads an operation: its header, what it says about logs, and whether its body is the one. */
  static Checked read(Arrival arrival, Source source) {
    try {
      Operation operation = Operation.decode(arrival.header(), arrival.body().map(Body::of));
      LogExtensions says = LogExtensions.of(operation.header());
      return source == Source.PEER && says.log().isEmpty() && !isNamedAfterTopic(arrival)
          ? new Wrong(new Refusal(OperationProblem.OTHER_LOG, ""))
          : new Formed(arrival, operation, says);
    } catch (InvalidOperationException e) {
      return new Wrong(e.refusal());
    }
  }

  /** Whether the log's id is the one that the topic's logs have by default. */
  static boolean isNamedAfterTopic(Arrival arrival) {
    return arrival.topic().filter(topic -> topic.logId().equals(arrival.logId())).isPresent();
  }

  /** The same, with the signature verified. Takes long. */
  static Checked verify(Formed formed) {
    try {
      formed.operation().requireValid();
      return formed;
    } catch (InvalidOperationException e) {
      return new Wrong(e.refusal());
    }
  }
}
