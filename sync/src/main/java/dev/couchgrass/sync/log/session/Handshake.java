package dev.couchgrass.sync.log.session;

import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.sync.log.wire.LogMessage;
import dev.couchgrass.sync.log.wire.LogSyncException;
import dev.couchgrass.sync.log.wire.LogSyncProblem;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Predicate;

/** How two sides find out what they are going to sync. */
final class Handshake {
  /** The version of the messages. */
  static final long VERSION = 1;

  private Handshake() {}

  /** What both have agreed on. */
  record Agreement(Topic topic, boolean live) {}

  static Future<Agreement> ask(Line line, Topic topic, boolean live) {
    return line.send(new LogMessage.Ask(VERSION, topic, live))
        .compose(sent -> line.receive())
        .map(
            answer -> {
              LogMessage message = require(answer);
              if (message instanceof LogMessage.Agree agree && (live || !agree.live())) {
                return new Agreement(topic, agree.live());
              }
              throw LogSyncException.found(LogSyncProblem.UNEXPECTED);
            });
  }

  /**
   * @param serves whether this side syncs a topic
   */
  static Future<Agreement> answer(Line line, Predicate<Topic> serves, boolean live) {
    return line.receive()
        .compose(
            asked -> {
              LogMessage message = require(asked);
              if (!(message instanceof LogMessage.Ask ask)) {
                throw LogSyncException.found(LogSyncProblem.UNEXPECTED);
              }
              if (ask.version() != VERSION) {
                throw LogSyncException.found(LogSyncProblem.VERSION);
              }
              if (!serves.test(ask.topic())) {
                throw LogSyncException.found(LogSyncProblem.TOPIC);
              }
              Agreement agreement = new Agreement(ask.topic(), live && ask.live());
              return line.send(new LogMessage.Agree(agreement.live())).map(agreement);
            });
  }

  private static LogMessage require(Optional<LogMessage> received) {
    LogMessage message = received.orElseThrow(() -> LogSyncException.found(LogSyncProblem.ENDED));
    if (message instanceof LogMessage.Fail fail) {
      throw LogSyncException.told(fail.problem());
    }
    return message;
  }
}
