package dev.couchgrass.store.kv.check;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.kv.log.LogKeys;
import dev.couchgrass.store.kv.log.LogSpace;

/** Checks that which logs belong to a topic is noted from both ends. */
final class TopicsCheck {
  private static final String OTHERWISE = "A topic and its log don't know each other";

  private final LogReading reading;
  private final LogKeys keys;

  TopicsCheck(LogReading reading) {
    this.reading = reading;
    this.keys = reading.moment().keys();
  }

  void run() {
    long[] count = {0};
    reading.forEach(
        LogSpace.TOPIC_LOGS,
        OTHERWISE,
        row -> {
          count[0]++;
          reading.require(row.value().length == 0, OTHERWISE);
          Topic topic = new Topic(LogKeys.firstHash(row.key()));
          Log log = LogKeys.topicLogOf(row.key());
          reading.requireNote(keys.logTopic(log, topic), OTHERWISE);
        });
    reading.requireCount(LogSpace.LOG_TOPICS, count[0], OTHERWISE);
  }
}
