package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.operation.TopicStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Reads which logs belong to a topic. */
class KvTopicStore implements TopicStore {
  private final LogAccess access;

  KvTopicStore(LogAccess access) {
    this.access = access;
  }

  @Override
  public Future<Boolean> contains(Topic topic, Log log) {
    return access.read(1, moment -> new Topics(moment).contains(topic, log));
  }

  @Override
  public Future<List<Log>> logs(Topic topic, Optional<Log> after, int limit) {
    Limits.require(limit, 1, MAX_ROWS);
    return access.read(limit, moment -> new Topics(moment).logs(topic, after, limit));
  }

  @Override
  public Future<List<Topic>> topics(Log log, Optional<Topic> after, int limit) {
    Limits.require(limit, 1, MAX_ROWS);
    return access.read(limit, moment -> new Topics(moment).topics(log, after, limit));
  }
}
