package dev.couchgrass.sync.log.item;

import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.Topic;
import java.util.Objects;
import java.util.Optional;

/**
 * An operation that somebody sent, with nothing known of it yet. The arrays must not be changed.
 *
 * @param header as it arrived
 * @param body if it came along
 * @param logId the author's log that it is said to belong to
 * @param topic that the log is to belong to from then on, if any
 */
public record Arrival(byte[] header, Optional<byte[]> body, LogId logId, Optional<Topic> topic) {
  public Arrival {
    Objects.requireNonNull(header);
    Objects.requireNonNull(body);
    Objects.requireNonNull(logId);
    Objects.requireNonNull(topic);
  }

  /** An operation, to be taken in for a topic. */
  public static Arrival of(Operation operation, LogId logId, Topic topic) {
    return new Arrival(
        operation.header().bytes(),
        operation.body().map(body -> body.bytes()),
        logId,
        Optional.of(topic));
  }

  /** How many bytes it has. */
  public long size() {
    return (long) header.length + body.map(bytes -> bytes.length).orElse(0);
  }
}
