package dev.couchgrass.sync.log;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogExtensions;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.OperationBuilder;
import dev.couchgrass.core.operation.OperationProblem;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.sync.log.feed.OrderedFeed;
import dev.couchgrass.sync.log.ingest.IngestOptions;
import dev.couchgrass.sync.log.item.Arrival;
import dev.couchgrass.sync.log.item.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of operations that others send. */
class LogIngestTest {
  private static final long SEED = new SecureRandom().nextLong();
  private final Vertx vertx = Vertx.vertx();
  private final SecureRandom random = new SecureRandom();
  private final Topic topic = Topic.random(random);
  private final SigningKey key = SigningKey.generate(random);
  private final Log log = new Log(key.publicKey(), topic.logId());

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private List<Operation> chain(int count) {
    List<Operation> chain = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      chain.add(next(chain, LogExtensions.NONE));
    }
    return chain;
  }

  private Operation next(List<Operation> chain, LogExtensions extensions) {
    Optional<Operation> last =
        chain.isEmpty() ? Optional.empty() : Optional.of(chain.get(chain.size() - 1));
    return OperationBuilder.behind(last).body(new byte[] {1}).extensions(extensions).sign(key);
  }

  private Arrival arrival(Operation operation) {
    return Arrival.of(operation, log.id(), topic);
  }

  private Outcome ingest(Node node, Operation operation) {
    return await(node.logs().ingest(List.of(arrival(operation)))).get(0);
  }

  @Test
  @Tag("LSY-3")
  @Tag("LSY-4")
  void eachIsKeptOnceInAnyOrder() {
    Node node = new Node(vertx);
    List<Operation> chain = chain(200);
    List<Operation> shuffled = new ArrayList<>(chain);
    Collections.shuffle(shuffled, new Random(SEED));
    shuffled.forEach(each -> ingest(node, each));
    assertEquals(chain, node.operations(log), () -> "seed " + SEED);
    shuffled.forEach(each -> assertInstanceOf(Outcome.Known.class, ingest(node, each)));
  }

  /** The second call is verified long before the first, and has to wait for it. */
  @Test
  @Tag("LSY-3")
  void callsTakeEffectInTheOrderInWhichTheyWereMade() {
    Node node = new Node(vertx);
    List<Operation> chain = chain(601);
    List<Arrival> many = chain.subList(0, 600).stream().map(this::arrival).toList();
    Future<List<Outcome>> first = node.logs().ingest(many);
    Future<List<Outcome>> second = node.logs().ingest(List.of(arrival(chain.get(600))));
    assertInstanceOf(Outcome.Inserted.class, await(second).get(0));
    assertTrue(await(first).stream().allMatch(Outcome.Inserted.class::isInstance));
  }

  @Test
  @Tag("LSY-3")
  void aSecondTopicIsNotForgotten() {
    Node node = new Node(vertx);
    Operation operation = chain(1).get(0);
    ingest(node, operation);
    Topic second = Topic.random(random);
    await(node.logs().ingest(List.of(Arrival.of(operation, log.id(), second))));
    assertTrue(await(node.logs().stores().topics().contains(second, log)));
  }

  @Test
  @Tag("LSY-1")
  void forksAreRefused() {
    Node node = new Node(vertx);
    List<Operation> chain = chain(2);
    ingest(node, chain.get(0));
    ingest(node, chain.get(1));
    Operation fork =
        OperationBuilder.behind(Optional.of(chain.get(0))).body(new byte[] {7}).sign(key);
    Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, ingest(node, fork));
    assertEquals(OperationProblem.FORK, refused.refusal().problem());
  }

  @Test
  @Tag("LSY-2")
  @Tag("LSY-5")
  void pruningGoesWithTheOperationThatAsksForIt() {
    Node node = new Node(vertx);
    List<Operation> chain = chain(5);
    Operation pruning = next(chain, LogExtensions.NONE.withPrune(true));
    chain.forEach(each -> ingest(node, each));
    Outcome.Inserted inserted = assertInstanceOf(Outcome.Inserted.class, ingest(node, pruning));
    assertEquals(5, inserted.pruned());
    assertEquals(List.of(pruning), node.operations(log));
    Outcome.Refused old = assertInstanceOf(Outcome.Refused.class, ingest(node, chain.get(3)));
    assertEquals(OperationProblem.SEQUENCE_NUMBER_NON_INCREMENTAL, old.refusal().problem());
  }

  @Test
  @Tag("LSY-4")
  void whatWaitsHasBounds() {
    Node node =
        new Node(vertx, LogsOptions.DEFAULTS.withIngest(IngestOptions.DEFAULTS.withMaxWaiting(3)));
    List<Operation> chain = chain(10);
    for (int i = 9; i > 0; i--) {
      ingest(node, chain.get(i));
    }
    ingest(node, chain.get(0));
    assertEquals(chain.subList(0, 4), node.operations(log));
  }

  /** Many small ones of one log stay, where few large ones of another take the room. */
  @Test
  @Tag("LSY-4")
  void whoTakesMostRoomMakesRoom() {
    Node node =
        new Node(
            vertx,
            LogsOptions.DEFAULTS.withIngest(IngestOptions.DEFAULTS.withMaxWaitingBytes(60_000)));
    List<Operation> small = chain(20);
    for (int i = 19; i > 0; i--) {
      ingest(node, small.get(i));
    }
    SigningKey other = SigningKey.generate(random);
    List<Operation> large = new ArrayList<>();
    Optional<Operation> last = Optional.empty();
    for (int i = 0; i < 5; i++) {
      Operation next = OperationBuilder.behind(last).body(new byte[20_000]).sign(other);
      last = Optional.of(next);
      large.add(next);
    }
    for (int i = 1; i < 5; i++) {
      ingest(node, large.get(i));
    }
    Outcome.Inserted inserted =
        assertInstanceOf(Outcome.Inserted.class, ingest(node, small.get(0)));
    assertEquals(19, inserted.followers());
    assertEquals(small, node.operations(log));
    ingest(node, large.get(0));
    Log of = new Log(other.publicKey(), log.id());
    assertEquals(large.subList(0, 3), node.operations(of));
  }

  @Test
  @Tag("LSY-15")
  void anOrdererGivesEachAfterItsPrevious() {
    Node node =
        new Node(vertx, LogsOptions.DEFAULTS.withIngest(IngestOptions.DEFAULTS.withOrderer("app")));
    SigningKey other = SigningKey.generate(random);
    Operation first = chain(1).get(0);
    Operation second =
        OperationBuilder.first()
            .body(new byte[] {2})
            .extensions(LogExtensions.NONE.withPrevious(Set.of(first.id())))
            .sign(other);
    OrderedFeed feed = await(node.logs().ordered("app"));
    ingest(node, second);
    assertEquals(List.of(), await(feed.now(10)));
    ingest(node, first);
    List<OrderedFeed.Item> items = await(feed.next(10));
    assertEquals(
        List.of(first.id(), second.id()), items.stream().map(OrderedFeed.Item::id).toList());
    await(feed.acknowledge(items.subList(0, 1)));
    feed.close();
    OrderedFeed again = await(node.logs().ordered("app"));
    assertEquals(items.subList(1, 2), await(again.now(10)));
  }

  @Test
  @Tag("LSY-15")
  void anOrdererGetsOnesOwnOperationsToo() {
    Node node =
        new Node(vertx, LogsOptions.DEFAULTS.withIngest(IngestOptions.DEFAULTS.withOrderer("app")));
    OrderedFeed feed = await(node.logs().ordered("app"));
    Operation own = node.append(topic, "own");
    Operation answer =
        OperationBuilder.first()
            .body(new byte[] {2})
            .extensions(LogExtensions.NONE.withPrevious(Set.of(own.id())))
            .sign(key);
    ingest(node, answer);
    assertEquals(
        List.of(own.id(), answer.id()),
        await(feed.now(10)).stream().map(OrderedFeed.Item::id).toList());
  }

  @Test
  @Tag("LSY-16")
  void whoAppendsAtOnceDoesNotForkTheLog() {
    Node node = new Node(vertx);
    List<Future<Operation>> appended = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      appended.add(node.logs().append(node.key(), Node.draft(topic, "at once " + i)));
    }
    await(Future.all(appended));
    assertEquals(appended.stream().map(Future::result).toList(), node.operations(node.log(topic)));
  }
}
