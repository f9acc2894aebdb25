package dev.couchgrass.store.operation;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.Topic;
import io.vertx.core.Future;

/** Says which logs belong to a topic. */
public interface TopicWriter extends TopicStore {
  /**
   * Lets a log belong to a topic.
   *
   * @return false if it did already
   */
  Future<Boolean> associate(Topic topic, Log log);

  /**
   * Lets a log belong to a topic no more.
   *
   * @return whether it did
   */
  Future<Boolean> remove(Topic topic, Log log);
}
