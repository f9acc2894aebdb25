package dev.couchgrass.sync.log.item;

import dev.couchgrass.core.operation.Body;
import dev.couchgrass.core.operation.LogExtensions;
import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.Topic;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An operation to be written: everything but its place in the log, and its signature.
 *
 * @param logId which of the author's logs
 * @param topics that the log is to belong to
 * @param body what it says; empty for an operation without one
 * @param extensions what it says about logs
 * @param timestamp in microseconds since 1970, if it is to have one
 */
public record Draft(
    LogId logId,
    List<Topic> topics,
    Optional<Body> body,
    LogExtensions extensions,
    OptionalLong timestamp) {
  public Draft {
    Objects.requireNonNull(logId);
    topics = List.copyOf(topics);
    Objects.requireNonNull(body);
    Objects.requireNonNull(extensions);
    Objects.requireNonNull(timestamp);
  }

  /** An operation in the log that is named after a topic, and belongs to it. */
  public static Draft of(Topic topic, byte[] body) {
    return new Draft(
        topic.logId(),
        List.of(topic),
        Optional.of(Body.of(body)),
        LogExtensions.NONE,
        OptionalLong.empty());
  }

  /** The same, in another log. */
  public Draft withLogId(LogId id) {
    return new Draft(id, topics, body, extensions, timestamp);
  }

  /** The same, but for what it says about logs. */
  public Draft withExtensions(LogExtensions newExtensions) {
    return new Draft(logId, topics, body, newExtensions, timestamp);
  }

  /** The same, with a timestamp, in microseconds since 1970. */
  public Draft withTimestamp(long micros) {
    return new Draft(logId, topics, body, extensions, OptionalLong.of(micros));
  }
}
