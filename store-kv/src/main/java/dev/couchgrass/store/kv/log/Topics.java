package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.engine.KeyRange;
import java.util.List;
import java.util.Optional;

/** Which logs belong to a topic, at one moment: noted from both ends. */
final class Topics {
  private final LogMoment moment;
  private final LogKeys keys;

  Topics(LogMoment moment) {
    this.moment = moment;
    this.keys = moment.keys();
  }

  boolean contains(Topic topic, Log log) {
    return moment.has(keys.topicLog(topic, log));
  }

  List<Log> logs(Topic topic, Optional<Log> after, int limit) {
    KeyRange all = keys.topicLogs(topic);
    KeyRange range = after.map(log -> LogKeys.behind(keys.topicLog(topic, log), all)).orElse(all);
    return moment.keys(range, limit).stream().map(LogKeys::topicLogOf).toList();
  }

  List<Topic> topics(Log log, Optional<Topic> after, int limit) {
    KeyRange all = keys.logTopics(log);
    KeyRange range = after.map(topic -> LogKeys.behind(keys.logTopic(log, topic), all)).orElse(all);
    return moment.keys(range, limit).stream().map(key -> new Topic(LogKeys.lastHash(key))).toList();
  }

  static boolean associate(LogUnit unit, Topic topic, Log log) {
    if (new Topics(unit.moment()).contains(topic, log)) {
      return false;
    }
    unit.note(unit.keys().topicLog(topic, log));
    unit.note(unit.keys().logTopic(log, topic));
    return true;
  }

  static boolean remove(LogUnit unit, Topic topic, Log log) {
    if (!new Topics(unit.moment()).contains(topic, log)) {
      return false;
    }
    unit.delete(unit.keys().topicLog(topic, log));
    unit.delete(unit.keys().logTopic(log, topic));
    return true;
  }
}
