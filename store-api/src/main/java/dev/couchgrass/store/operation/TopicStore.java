package dev.couchgrass.store.operation;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.Topic;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Reads which logs belong to a topic. A log need not be there to belong to one. */
public interface TopicStore {
  /** The most rows that one call returns. */
  int MAX_ROWS = 10_000;

  /** Whether a log belongs to a topic. */
  Future<Boolean> contains(Topic topic, Log log);

  /**
   * The logs of a topic, in order, each once.
   *
   * @param after begins behind this one; empty begins with the first
   * @param limit how many at most, 1 to {@link #MAX_ROWS}
   */
  Future<List<Log>> logs(Topic topic, Optional<Log> after, int limit);

  /**
   * The topics of a log, in order, each once.
   *
   * @param after begins behind this one; empty begins with the first
   * @param limit how many at most, 1 to {@link #MAX_ROWS}
   */
  Future<List<Topic>> topics(Log log, Optional<Topic> after, int limit);
}
