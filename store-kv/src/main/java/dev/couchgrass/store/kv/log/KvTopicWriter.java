package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.operation.TopicWriter;
import io.vertx.core.Future;

/** Says which logs belong to a topic. */
final class KvTopicWriter extends KvTopicStore implements TopicWriter {
  private final LogAccess.Writing access;

  KvTopicWriter(LogAccess.Writing access) {
    super(access);
    this.access = access;
  }

  @Override
  public Future<Boolean> associate(Topic topic, Log log) {
    return access.write(2, unit -> Topics.associate(unit, topic, log));
  }

  @Override
  public Future<Boolean> remove(Topic topic, Log log) {
    return access.write(2, unit -> Topics.remove(unit, topic, log));
  }
}
