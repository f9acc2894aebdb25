package dev.couchgrass.sync.log;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.operation.PageLimit;
import dev.couchgrass.store.operation.StoredOperation;
import dev.couchgrass.sync.log.channel.MemoryChannel;
import dev.couchgrass.sync.log.feed.TopicFeed;
import dev.couchgrass.sync.log.item.Arrival;
import dev.couchgrass.sync.log.session.LogSession;
import dev.couchgrass.sync.log.session.LogSyncOptions;
import dev.couchgrass.sync.log.session.LogSyncReport;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two sides, one channel, and nothing in the way. */
class LogSyncTest {
  private static final LogsOptions LIVE =
      LogsOptions.DEFAULTS.withSync(LogSyncOptions.DEFAULTS.withLive(true));
  private final Vertx vertx = Vertx.vertx();
  private final Topic topic = Topic.random(new SecureRandom());

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private record Both(LogSession first, LogSession second) {}

  private Both connect(Node first, Node second) {
    MemoryChannel.Ends ends = MemoryChannel.open();
    LogSession accepted = second.logs().accept(ends.second(), topic::equals);
    return new Both(first.logs().connect(ends.first(), topic), accepted);
  }

  @Test
  void bothHaveWhatTheOtherHad() {
    Node first = new Node(vertx);
    Node second = new Node(vertx);
    first.append(topic, 700);
    second.append(topic, 3);
    Both both = connect(first, second);
    LogSyncReport sent = await(both.first().ended());
    LogSyncReport taken = await(both.second().ended());
    assertEquals(first.heights(topic), second.heights(topic));
    assertEquals(first.operations(topic), second.operations(topic));
    assertEquals(700, sent.sent());
    assertEquals(700, taken.inserted());
    assertEquals(3, sent.inserted());
  }

  @Test
  @Tag("LSY-7")
  void nothingIsSentTwice() {
    Node first = new Node(vertx);
    Node second = new Node(vertx);
    first.append(topic, 10);
    await(connect(first, second).first().ended());
    first.append(topic, 2);
    LogSyncReport again = await(connect(first, second).first().ended());
    assertEquals(2, again.sent());
    assertEquals(0, again.received());
    LogSyncReport nothing = await(connect(second, first).first().ended());
    assertEquals(0, nothing.sent());
    assertEquals(0, nothing.received());
  }

  @Test
  void whatWasPrunedIsNotMissed() {
    Node first = new Node(vertx);
    Node second = new Node(vertx);
    first.append(topic, 5);
    await(connect(first, second).first().ended());
    first.append(topic, 5);
    Operation pruning = first.prune(topic, "all anew");
    first.append(topic, 1);
    await(connect(first, second).first().ended());
    assertEquals(first.operations(topic), second.operations(topic));
    assertEquals(pruning, second.operations(first.log(topic)).get(0));
  }

  @Test
  @Tag("LSY-11")
  void whatComesGoesOnToOthers() {
    Node first = new Node(vertx, LIVE);
    Node middle = new Node(vertx, LIVE);
    Node last = new Node(vertx, LIVE);
    Both left = connect(first, middle);
    Both right = connect(middle, last);
    await(left.first().synced());
    await(right.second().synced());
    TopicFeed feed = await(last.logs().read(topic, "reader", TopicFeed.Start.CURSOR));
    Operation one = first.append(topic, "one");
    List<StoredOperation> read = await(feed.next(PageLimit.DEFAULT));
    assertEquals(List.of(one), read.stream().map(StoredOperation::operation).toList());
    Operation two = last.append(topic, "two");
    TopicFeed back = await(first.logs().read(topic, "back", TopicFeed.Start.CURSOR));
    Set<Operation> both = new HashSet<>();
    while (both.size() < 2) {
      await(back.next(PageLimit.DEFAULT)).forEach(each -> both.add(each.operation()));
    }
    assertEquals(Set.of(one, two), both);
    await(left.first().close());
    await(right.second().close());
    assertEquals(1, left.first().report().sent());
    assertEquals(1, left.first().report().received());
    await(right.first().ended());
  }

  /** A middle side passes operations on without their bodies, until they come there too. */
  @Test
  @Tag("LSY-18")
  void bodiesThatNeverCameComeLater() {
    Node first = new Node(vertx);
    Node second = new Node(vertx);
    first.append(topic, 5);
    Log log = first.log(topic);
    List<Operation> whole = first.operations(log);
    await(second.logs().ingest(whole.stream().map(each -> bodiless(each)).toList()));
    assertTrue(second.operations(log).stream().allMatch(each -> each.body().isEmpty()));
    first.append(topic, 2);
    LogSyncReport sent = await(connect(first, second).first().ended());
    assertEquals(first.operations(log), second.operations(log));
    assertEquals(7, sent.sent());
    assertEquals(0, await(connect(second, first).first().ended()).received());
  }

  @Test
  @Tag("LSY-18")
  void bodiesThatWereDeletedDoNotComeBack() {
    Node first = new Node(vertx);
    Node second = new Node(vertx);
    first.append(topic, 2);
    await(connect(first, second).first().ended());
    Hash id = second.operations(first.log(topic)).get(0).id();
    boolean deleted = await(second.storage().transact(tx -> tx.operations().deleteBody(id)));
    assertTrue(deleted);
    assertEquals(0, await(connect(first, second).first().ended()).sent());
    // Whoever has none is asked all the same, and has nothing to send.
    Node third = new Node(vertx);
    await(connect(second, third).first().ended());
    assertEquals(0, await(connect(second, third).first().ended()).sent());
    assertTrue(third.operations(first.log(topic)).get(0).body().isEmpty());
    await(connect(first, third).first().ended());
    assertEquals(first.operations(topic), third.operations(topic));
  }

  private Arrival bodiless(Operation operation) {
    return new Arrival(
        operation.header().bytes(), Optional.empty(), topic.logId(), Optional.of(topic));
  }
}
