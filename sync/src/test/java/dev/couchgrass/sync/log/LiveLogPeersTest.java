package dev.couchgrass.sync.log;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.operation.OpenTransaction;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.sync.log.session.LogSyncOptions;
import dev.couchgrass.sync.log.wire.LogMessage;
import dev.couchgrass.sync.log.wire.LogSyncException;
import dev.couchgrass.sync.log.wire.LogSyncProblem;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sides that stay, are slow, or are gone. */
class LiveLogPeersTest {
  private static final Duration SILENCE = Duration.ofMillis(400);
  private static final LogSyncOptions SHORT =
      LogSyncOptions.DEFAULTS.withLive(true).withSilence(SILENCE);
  private final Vertx vertx = Vertx.vertx();
  private final Topic topic = Topic.random(new SecureRandom());

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private Node node(LogSyncOptions options) {
    return new Node(vertx, LogsOptions.DEFAULTS.withSync(options));
  }

  private static void assertEnds(LogSyncProblem problem, HandMadePeer peer) {
    LogSyncException found =
        assertThrows(LogSyncException.class, () -> await(peer.session().ended()));
    assertEquals(problem, found.problem());
    assertFalse(found.isRemote());
  }

  private static void assertSent(Operation operation, LogMessage.Send sent) {
    assertArrayEquals(operation.header().bytes(), sent.header());
    assertEquals(operation.body().isPresent(), sent.body().isPresent());
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @Tag("LSY-12")
  void aLiveSideThatIsGoneIsGivenUp() {
    Duration silence = Duration.ofSeconds(2);
    HandMadePeer peer = new HandMadePeer(node(SHORT.withSilence(silence)), topic);
    peer.goLive();
    long begin = System.nanoTime();
    assertEnds(LogSyncProblem.SILENT, peer);
    // One that says that it is there would be given up, too, but after ten times as long.
    assertTrue(System.nanoTime() - begin < 8 * silence.toNanos());
  }

  /** Whoever hears that it has ended may close the storage. */
  @Test
  void aSessionEndsWhenNothingOfItIsUnderWay() {
    Node node = node(LogSyncOptions.DEFAULTS.withLive(true));
    HandMadePeer peer = new HandMadePeer(node, topic);
    peer.goLive();
    OpenTransaction other = OpenTransaction.begin(node.storage());
    await(other.handle().topics().associate(Topic.random(new SecureRandom()), peer.log()));
    peer.send(peer.message(peer.chain(1).get(0)));
    peer.close();
    pause(SILENCE);
    assertFalse(peer.session().ended().isComplete());
    other.rollback();
    assertEnds(LogSyncProblem.ENDED, peer);
    assertEquals(1, node.operations(peer.log()).size());
  }

  @Test
  @Tag("LSY-12")
  void aLiveSideThatIsThereStays() {
    Node node = node(SHORT);
    HandMadePeer peer = new HandMadePeer(node, topic);
    peer.goLive();
    for (int i = 0; i < 20; i++) {
      pause(SILENCE.dividedBy(5));
      peer.send(new LogMessage.Alive());
      assertInstanceOf(LogMessage.Alive.class, peer.receive().orElseThrow());
    }
    Operation last = node.append(topic, "still there");
    assertSent(last, peer.until(LogMessage.Send.class));
    peer.send(new LogMessage.End());
    peer.until(LogMessage.End.class);
    await(peer.session().ended());
  }

  /** For as long as it takes to be sure that more is not to come. */
  @Test
  @Tag("LSY-12")
  void aSideThatOnlySaysThatItIsThereIsGivenUp() {
    HandMadePeer peer = new HandMadePeer(node(SHORT.withSilence(Duration.ofMillis(100))), topic);
    peer.send(new LogMessage.Ask(1, topic, true));
    int beats = 0;
    while (!peer.session().ended().isComplete()) {
      assertFalse(beats > 400, "It goes on for ever");
      beats++;
      pause(Duration.ofMillis(25));
      try {
        peer.send(new LogMessage.Alive());
        peer.receive();
      } catch (RuntimeException e) {
        break;
      }
    }
    assertEnds(LogSyncProblem.SILENT, peer);
  }

  @Test
  @Tag("LSY-12")
  void aSideThatTakesItsTimeIsWaitedFor() {
    HandMadePeer peer = new HandMadePeer(node(SHORT), topic);
    peer.send(new LogMessage.Ask(1, topic, false));
    for (int i = 0; i < 15; i++) {
      pause(SILENCE.dividedBy(5));
      peer.send(new LogMessage.Alive());
    }
    peer.send(
        new LogMessage.Have(LogHeights.NONE, true),
        new LogMessage.Announce(0, 0),
        new LogMessage.Done(),
        new LogMessage.Taken());
    peer.until(LogMessage.End.class);
    peer.close();
    await(peer.session().ended());
  }

  @Test
  @Tag("LSY-8")
  void whatComesLiveCountsToo() {
    Node node = node(LogSyncOptions.DEFAULTS.withLive(true).withMaxOperations(3));
    HandMadePeer peer = new HandMadePeer(node, topic);
    peer.goLive();
    List<Operation> chain = peer.chain(4);
    chain.subList(0, 3).forEach(each -> peer.send(peer.message(each)));
    while (node.operations(peer.log()).size() < 3) {
      pause(Duration.ofMillis(10));
    }
    peer.send(peer.message(chain.get(3)));
    assertEnds(LogSyncProblem.TOO_MUCH, peer);
    assertEquals(chain.subList(0, 3), node.operations(peer.log()));
  }

  /** Else others, who take as many logs, could not sync the topic any more. */
  @Test
  @Tag("LSY-8")
  void aTopicGetsNoMoreLogsThanOthersTake() {
    LogSyncOptions options = LogSyncOptions.DEFAULTS.withLive(true).withMaxLogs(10);
    Node node = node(options);
    for (int i = 0; i < 9; i++) {
      HandMadePeer peer = new HandMadePeer(node, topic);
      peer.goLive();
      peer.send(peer.message(peer.chain(1).get(0)), new LogMessage.End());
      peer.until(LogMessage.End.class);
      await(peer.session().ended());
    }
    HandMadePeer one = new HandMadePeer(node, topic);
    one.goLive();
    one.send(one.message(one.chain(1).get(0)));
    assertEnds(LogSyncProblem.TOO_MUCH, one);
    assertEquals(9, node.operations(topic).size());
    Node other = new Node(vertx, LogsOptions.DEFAULTS.withSync(options.withLive(false)));
    assertEquals(0, other.operations(topic).size());
  }

  /** Whoever sends an operation has come so far in its log: it is not told what it has. */
  @Test
  @Tag("LSY-11")
  void whatCameTooEarlyDoesNotGoBack() {
    Node node = node(LogSyncOptions.DEFAULTS.withLive(true));
    HandMadePeer peer = new HandMadePeer(node, topic);
    peer.goLive();
    List<Operation> chain = peer.chain(2);
    peer.send(peer.message(chain.get(1)));
    while (peer.session().report().early() == 0) {
      pause(Duration.ofMillis(5));
    }
    await(node.logs().ingest(List.of(peer.message(chain.get(0)).arrival(topic))));
    assertEquals(chain, node.operations(peer.log()));
    Operation own = node.append(topic, "own");
    assertSent(own, peer.until(LogMessage.Send.class));
    peer.send(new LogMessage.End());
    peer.until(LogMessage.End.class);
    await(peer.session().ended());
  }

  @Test
  @Tag("LSY-8")
  @Tag("LSY-18")
  void wishesHaveTheirPlaceAndEnd() {
    Node node = node(LogSyncOptions.DEFAULTS);
    LogMessage want = new LogMessage.Want(new TreeMap<>(Map.of(node.log(topic), List.of(0L))));
    HandMadePeer twice = new HandMadePeer(node, topic);
    twice.send(new LogMessage.Ask(1, topic, false), want, want);
    assertEnds(LogSyncProblem.TOO_MUCH, twice);
    HandMadePeer late = new HandMadePeer(node, topic);
    late.send(
        new LogMessage.Ask(1, topic, false), new LogMessage.Have(LogHeights.NONE, true), want);
    assertEnds(LogSyncProblem.UNEXPECTED, late);
  }

  /**
   * What is wanted is sent only of the topic, and only what the other side would not get anyway.
   */
  @Test
  @Tag("LSY-18")
  void wishesAreGrantedWithinTheTopic() {
    Node node = node(LogSyncOptions.DEFAULTS);
    Topic secret = Topic.random(new SecureRandom());
    node.append(topic, 3);
    node.append(secret, 3);
    HandMadePeer peer = new HandMadePeer(node, topic);
    peer.send(
        new LogMessage.Ask(1, topic, false),
        new LogMessage.Want(
            new TreeMap<>(
                Map.of(
                    node.log(topic), List.of(0L, 1L, 2L, 7L),
                    node.log(secret), List.of(0L),
                    peer.log(), List.of(0L)))),
        new LogMessage.Have(
            LogHeights.of(Map.of(node.log(topic), 1L, node.log(secret), 2L)), true));
    List<Operation> all = node.operations(node.log(topic));
    assertEquals(3, peer.until(LogMessage.Announce.class).operations());
    for (int i = 0; i < 3; i++) {
      assertSent(all.get(i), peer.until(LogMessage.Send.class));
    }
    assertInstanceOf(LogMessage.Done.class, peer.receiveMore().orElseThrow());
    peer.close();
  }
}
