package dev.couchgrass.sync.log;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.core.operation.Body;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogExtensions;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.OperationBuilder;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.sync.log.channel.ChannelEndedException;
import dev.couchgrass.sync.log.channel.MemoryChannel;
import dev.couchgrass.sync.log.channel.MessageChannel;
import dev.couchgrass.sync.log.session.LogSession;
import dev.couchgrass.sync.log.session.LogSyncOptions;
import dev.couchgrass.sync.log.wire.LogMessage;
import dev.couchgrass.sync.log.wire.LogMessages;
import dev.couchgrass.sync.log.wire.LogSyncException;
import dev.couchgrass.sync.log.wire.LogSyncProblem;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a side does that is told what no side should be told. */
class HostileLogPeersTest {
  private static final LogsOptions FEW =
      LogsOptions.DEFAULTS.withSync(
          LogSyncOptions.DEFAULTS
              .withMaxLogs(2)
              .withMaxOperations(5)
              .withMaxBytes(10_000)
              .withSilence(Duration.ofSeconds(1)));
  private final Vertx vertx = Vertx.vertx();
  private final SecureRandom random = new SecureRandom();
  private final Topic topic = Topic.random(random);
  private final SigningKey key = SigningKey.generate(random);
  private final Log log = new Log(key.publicKey(), topic.logId());
  private final LogMessage ask = new LogMessage.Ask(1, topic, false);
  private final LogMessage nothing = new LogMessage.Have(LogHeights.NONE, true);

  @AfterEach
  void close() {
    await(vertx.close());
  }

  /** What a side answers, up to its end, and how it ends itself. */
  private record Heard(List<LogMessage> answers, LogSession session) {
    LogSyncProblem problem() {
      LogSyncException found = assertThrows(LogSyncException.class, () -> await(session.ended()));
      assertFalse(found.isRemote());
      return found.problem();
    }
  }

  private Heard tell(Node node, List<LogMessage> messages) {
    return tellBytes(node, messages.stream().map(LogMessages::encode).toList(), true);
  }

  private Heard tellBytes(Node node, List<Buffer> messages, boolean leave) {
    MemoryChannel.Ends ends = MemoryChannel.open();
    MessageChannel mine = ends.first();
    LogSession session = node.logs().accept(ends.second(), topic::equals);
    for (Buffer message : messages) {
      try {
        await(mine.send(message));
      } catch (ChannelEndedException e) {
        break;
      }
    }
    List<LogMessage> answers = new ArrayList<>();
    for (Optional<Buffer> next = await(mine.receive());
        next.isPresent();
        next = await(mine.receive())) {
      LogMessage answer = LogMessages.decode(next.get());
      answers.add(answer);
      if ((answer instanceof LogMessage.Fail || answer instanceof LogMessage.End) && leave) {
        await(mine.close());
      }
    }
    return new Heard(answers, session);
  }

  private static LogMessage.Send send(Operation operation, LogId logId) {
    return HandMadePeer.message(operation, logId);
  }

  private List<Operation> chain(int count) {
    return HandMadePeer.chain(key, count);
  }

  private LogMessage have(long height) {
    return new LogMessage.Have(LogHeights.of(Map.of(log, height)), true);
  }

  private void assertRefused(LogSyncProblem problem, LogMessage... messages) {
    Node node = new Node(vertx, FEW);
    Heard heard = tell(node, List.of(messages));
    assertEquals(problem, heard.problem());
    assertEquals(new LogMessage.Fail(problem), heard.answers().get(heard.answers().size() - 1));
    assertTrue(node.operations(topic).values().stream().allMatch(List::isEmpty));
  }

  @TestFactory
  @Tag("LSY-6")
  Stream<DynamicTest> refusesEachWrongMessageInEachState() {
    List<LogMessage> all =
        List.of(
            ask,
            new LogMessage.Agree(false),
            nothing,
            new LogMessage.Announce(0, 0),
            send(chain(1).get(0), log.id()),
            new LogMessage.Done(),
            new LogMessage.End());
    List<LogMessage> right =
        List.of(ask, nothing, new LogMessage.Announce(0, 0), new LogMessage.Done());
    List<DynamicTest> tests = new ArrayList<>();
    for (int state = 0; state < right.size(); state++) {
      List<LogMessage> before = right.subList(0, state);
      for (LogMessage message : all) {
        if (!message.getClass().equals(right.get(state).getClass())) {
          List<LogMessage> told = Stream.concat(before.stream(), Stream.of(message)).toList();
          boolean tooMuch = state == 3 && message instanceof LogMessage.Send;
          tests.add(
              DynamicTest.dynamicTest(
                  message.getClass().getSimpleName() + " after " + before.size(),
                  () ->
                      assertRefused(
                          tooMuch ? LogSyncProblem.TOO_MUCH : LogSyncProblem.UNEXPECTED,
                          told.toArray(LogMessage[]::new))));
        }
      }
    }
    return tests.stream();
  }

  @TestFactory
  @Tag("LSY-6")
  Stream<DynamicTest> noticesAnEndInEachState() {
    List<LogMessage> right = List.of(ask, nothing, new LogMessage.Announce(0, 0));
    return Stream.of(0, 1, 2, 3)
        .map(
            state ->
                DynamicTest.dynamicTest(
                    "after " + state,
                    () -> {
                      Node node = new Node(vertx, FEW);
                      MemoryChannel.Ends ends = MemoryChannel.open();
                      LogSession session = node.logs().accept(ends.second(), topic::equals);
                      right
                          .subList(0, state)
                          .forEach(each -> await(ends.first().send(LogMessages.encode(each))));
                      await(ends.first().close());
                      LogSyncException ended =
                          assertThrows(LogSyncException.class, () -> await(session.ended()));
                      assertEquals(LogSyncProblem.ENDED, ended.problem());
                    }));
  }

  @Test
  @Tag("LSY-6")
  void refusesWhatIsNoMessage() {
    for (byte[] bytes :
        List.of(
            new byte[0],
            new byte[] {1},
            new byte[] {(byte) 0x81, 0x18, 0x63},
            new byte[] {(byte) 0x81, 6, 6},
            new byte[] {(byte) 0x9f, 6, (byte) 0xff})) {
      Node node = new Node(vertx, FEW);
      Heard heard = tellBytes(node, List.of(Buffer.buffer(bytes)), true);
      assertEquals(LogSyncProblem.MALFORMED, heard.problem());
    }
  }

  @Test
  void refusesOtherVersionsAndTopics() {
    assertRefused(LogSyncProblem.VERSION, new LogMessage.Ask(2, topic, false));
    assertRefused(LogSyncProblem.TOPIC, new LogMessage.Ask(1, Topic.random(random), false));
  }

  @Test
  @Tag("LSY-8")
  void refusesTooMuch() {
    Map<Log, Long> three =
        Map.of(
            new Log(key.publicKey(), LogId.ofBytes(new byte[] {1})), 1L,
            new Log(key.publicKey(), LogId.ofBytes(new byte[] {2})), 1L,
            new Log(key.publicKey(), LogId.ofBytes(new byte[] {3})), 1L);
    assertRefused(LogSyncProblem.TOO_MUCH, ask, new LogMessage.Have(LogHeights.of(three), false));
    assertRefused(LogSyncProblem.TOO_MUCH, ask, new LogMessage.Have(LogHeights.NONE, false));
    assertRefused(LogSyncProblem.TOO_MUCH, ask, nothing, new LogMessage.Announce(6, 1));
    assertRefused(LogSyncProblem.TOO_MUCH, ask, nothing, new LogMessage.Announce(1, 10_001));
    LogMessage one = send(chain(1).get(0), log.id());
    assertRefused(LogSyncProblem.TOO_MUCH, ask, have(0), new LogMessage.Announce(1, 10), one);
  }

  @Test
  @Tag("LSY-1")
  @Tag("LSY-9")
  void refusesForgedOperations() {
    Operation real = chain(1).get(0);
    byte[] forged = real.header().bytes().clone();
    forged[60] ^= 1;
    assertRefused(
        LogSyncProblem.REFUSED,
        ask,
        have(0),
        new LogMessage.Announce(1, 1000),
        new LogMessage.Send(log.id(), forged, real.body().map(Body::bytes)),
        new LogMessage.Done());
    assertRefused(
        LogSyncProblem.REFUSED,
        ask,
        have(0),
        new LogMessage.Announce(1, 1000),
        new LogMessage.Send(log.id(), real.header().bytes(), Optional.of(new byte[] {9})),
        new LogMessage.Done());
  }

  @Test
  @Tag("LSY-2")
  void aForgedPruningOperationPrunesNothing() {
    Node node = new Node(vertx, FEW);
    node.append(topic, 3);
    Operation head = node.operations(node.log(topic)).get(2);
    SigningKey other = SigningKey.generate(random);
    Operation pruning =
        OperationBuilder.behind(Optional.empty())
            .body(new byte[] {1})
            .extensions(LogExtensions.NONE.withPrune(true))
            .sign(other);
    byte[] stolen = pruning.header().bytes().clone();
    byte[] victim = head.header().author().bytes();
    System.arraycopy(victim, 0, stolen, 4, victim.length);
    Heard heard =
        tell(
            node,
            List.of(
                ask,
                nothing,
                new LogMessage.Announce(1, 1000),
                new LogMessage.Send(topic.logId(), stolen, pruning.body().map(Body::bytes)),
                new LogMessage.Done()));
    assertEquals(LogSyncProblem.REFUSED, heard.problem());
    assertEquals(3, node.operations(node.log(topic)).size());
  }

  @Test
  @Tag("LSY-7")
  void operationsOutOfOrderDoNoHarm() {
    Node node = new Node(vertx, FEW);
    List<Operation> chain = chain(3);
    Heard heard =
        tell(
            node,
            List.of(
                ask,
                have(2),
                new LogMessage.Announce(3, 1000),
                send(chain.get(2), log.id()),
                send(chain.get(1), log.id()),
                send(chain.get(0), log.id()),
                new LogMessage.Done()));
    assertEquals(LogSyncProblem.OUT_OF_ORDER, heard.problem());
    Node honest = new Node(vertx);
    assertEquals(Map.of(), honest.operations(topic));
  }

  @Test
  @Tag("LSY-12")
  void endsASilentSession() {
    Node node = new Node(vertx, FEW);
    Heard heard = tellBytes(node, List.of(LogMessages.encode(ask)), false);
    assertEquals(LogSyncProblem.SILENT, heard.problem());
  }

  @Test
  @Tag("LSY-17")
  void nobodyButTheAuthorSaysWhichLogItIs() {
    LogId other = LogId.ofBytes(new byte[] {7});
    Operation unnamed = chain(1).get(0);
    Node node = new Node(vertx, FEW);
    Log renamed = new Log(key.publicKey(), other);
    tell(
        node,
        List.of(
            ask,
            new LogMessage.Have(LogHeights.of(Map.of(renamed, 0L)), true),
            new LogMessage.Announce(1, 1000),
            send(unnamed, other),
            new LogMessage.Done(),
            new LogMessage.Taken(),
            new LogMessage.End()));
    assertEquals(List.of(), node.operations(renamed));
  }

  @Test
  @Tag("LSY-17")
  void aLogOfAnotherTopicIsNotDrawnIntoThisOne() {
    Node node = new Node(vertx, FEW);
    Topic secret = Topic.random(random);
    Operation known = await(node.logs().append(node.key(), Node.draft(secret, "secret")));
    tell(
        node,
        List.of(
            ask,
            new LogMessage.Have(LogHeights.of(Map.of(node.log(secret), 0L)), true),
            new LogMessage.Announce(1, 1000),
            send(known, secret.logId()),
            new LogMessage.Done(),
            new LogMessage.Taken(),
            new LogMessage.End()));
    assertFalse(await(node.logs().stores().topics().contains(topic, node.log(secret))));
  }
}
