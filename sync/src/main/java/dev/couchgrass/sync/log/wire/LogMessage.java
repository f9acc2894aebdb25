package dev.couchgrass.sync.log.wire;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.sync.log.item.Arrival;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/** A message of log sync. Its bytes are written by {@link LogMessages}. */
public sealed interface LogMessage {
  /**
   * Begins: whoever connects names the topic.
   *
   * @param version of the messages
   * @param live whether it would go on when both have what the other has
   */
  record Ask(long version, Topic topic, boolean live) implements LogMessage {
    public Ask {
      Objects.requireNonNull(topic);
    }
  }

  /**
   * Answers that the topic is synced.
   *
   * @param live whether to go on, which takes both
   */
  record Agree(boolean live) implements LogMessage {}

  /**
   * Some of the logs of the topic that are there, and how far they go; several messages for many.
   *
   * @param last whether there are no more
   */
  record Have(LogHeights heights, boolean last) implements LogMessage {
    public Have {
      Objects.requireNonNull(heights);
    }
  }

  /**
   * Operations of the topic whose bodies never came to this side: whoever has one sends the
   * operation again, with its body.
   *
   * @param numbers their sequence numbers, ascending; at least one for each log
   */
  record Want(SortedMap<Log, List<Long>> numbers) implements LogMessage {
    public Want {
      Objects.requireNonNull(numbers);
    }

    /** How many. */
    public int count() {
      return numbers.values().stream().mapToInt(List::size).sum();
    }
  }

  /**
   * What is going to be sent, at most: some of it may be gone by then.
   *
   * @param operations how many
   * @param bytes of headers and bodies
   */
  record Announce(long operations, long bytes) implements LogMessage {}

  /** An operation, those of a log in order. The arrays must not be changed. */
  record Send(LogId logId, byte[] header, Optional<byte[]> body) implements LogMessage {
    public Send {
      Objects.requireNonNull(logId);
      Objects.requireNonNull(header);
      Objects.requireNonNull(body);
    }

    /** The same, as what arrived for a topic. */
    public Arrival arrival(Topic topic) {
      return new Arrival(header, body, logId, Optional.of(topic));
    }

    /** How many bytes of header and body. */
    public long size() {
      return (long) header.length + body.map(bytes -> bytes.length).orElse(0);
    }
  }

  /** All was sent that was announced. */
  record Done() implements LogMessage {}

  /** All is taken in that the other side sent up to its {@link Done}. */
  record Taken() implements LogMessage {}

  /** Says nothing, but that this side is still there, and at work. */
  record Alive() implements LogMessage {}

  /** Ends a session that both are content with. */
  record End() implements LogMessage {}

  /** Ends a session for a reason; nothing is sent behind it. */
  record Fail(LogSyncProblem problem) implements LogMessage {
    public Fail {
      Objects.requireNonNull(problem);
    }
  }
}
