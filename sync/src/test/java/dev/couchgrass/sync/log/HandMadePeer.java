package dev.couchgrass.sync.log;

import static dev.couchgrass.conformance.document.StoreFixture.await;

import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.core.operation.Body;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.OperationBuilder;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.sync.log.channel.MemoryChannel;
import dev.couchgrass.sync.log.channel.MessageChannel;
import dev.couchgrass.sync.log.session.LogSession;
import dev.couchgrass.sync.log.wire.LogMessage;
import dev.couchgrass.sync.log.wire.LogMessages;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The side that asks, whose messages a test writes one by one. */
final class HandMadePeer {
  private final SigningKey key = SigningKey.generate(new SecureRandom());
  private final Topic topic;
  private final MessageChannel channel;
  private final LogSession session;

  HandMadePeer(Node node, Topic topic) {
    MemoryChannel.Ends ends = MemoryChannel.open();
    this.topic = topic;
    this.channel = ends.first();
    this.session = node.logs().accept(ends.second(), topic::equals);
  }

  /** The other side's. */
  LogSession session() {
    return session;
  }

  void send(LogMessage... messages) {
    for (LogMessage message : messages) {
      await(channel.send(LogMessages.encode(message)));
    }
  }

  /** The next message; empty at the end. */
  Optional<LogMessage> receive() {
    Optional<Buffer> next = await(channel.receive());
    return next.map(LogMessages::decode);
  }

  /** The next message that says more than that the other side is there. */
  Optional<LogMessage> receiveMore() {
    Optional<LogMessage> next = receive();
    while (next.isPresent() && next.get() instanceof LogMessage.Alive) {
      next = receive();
    }
    return next;
  }

  /** Reads on until a message of a kind is there. */
  <T extends LogMessage> T until(Class<T> kind) {
    LogMessage next = receiveMore().orElseThrow();
    while (!kind.isInstance(next)) {
      next = receiveMore().orElseThrow();
    }
    return kind.cast(next);
  }

  /** Comes to where both have everything, having nothing itself, and goes on. */
  void goLive() {
    send(
        new LogMessage.Ask(1, topic, true),
        new LogMessage.Have(LogHeights.NONE, true),
        new LogMessage.Announce(0, 0),
        new LogMessage.Done());
    until(LogMessage.Taken.class);
    send(new LogMessage.Taken());
    await(session.synced());
  }

  /** The log that it writes for the topic. */
  Log log() {
    return new Log(key.publicKey(), topic.logId());
  }

  LogMessage.Have have(long height) {
    return new LogMessage.Have(LogHeights.of(Map.of(log(), height)), true);
  }

  /** The first operations of a log of its own. */
  List<Operation> chain(int count) {
    return chain(key, count);
  }

  /** The first operations of a log of somebody's. */
  static List<Operation> chain(SigningKey key, int count) {
    List<Operation> chain = new ArrayList<>();
    Optional<Operation> last = Optional.empty();
    for (int i = 0; i < count; i++) {
      Operation next = OperationBuilder.behind(last).body(new byte[] {1, (byte) i}).sign(key);
      chain.add(next);
      last = Optional.of(next);
    }
    return chain;
  }

  static LogMessage.Send message(Operation operation, LogId logId) {
    return new LogMessage.Send(
        logId, operation.header().bytes(), operation.body().map(Body::bytes));
  }

  LogMessage.Send message(Operation operation) {
    return message(operation, topic.logId());
  }

  void close() {
    await(channel.close());
  }
}
