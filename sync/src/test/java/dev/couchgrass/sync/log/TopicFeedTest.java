package dev.couchgrass.sync.log;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.operation.CursorStore;
import dev.couchgrass.store.operation.PageLimit;
import dev.couchgrass.store.operation.StoredOperation;
import dev.couchgrass.sync.log.feed.TopicFeed;
import dev.couchgrass.sync.log.forge.Forge;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a reader of a topic gets, and remembers. */
class TopicFeedTest {
  private final Vertx vertx = Vertx.vertx();
  private final Topic topic = Topic.random(new SecureRandom());

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  @Tag("LSY-14")
  void aFeedGoesOnBehindWhatWasAcknowledged() {
    Node node = new Node(vertx);
    node.append(topic, 10);
    TopicFeed feed = await(node.logs().read(topic, "reader", TopicFeed.Start.CURSOR));
    List<StoredOperation> some = await(feed.next(PageLimit.DEFAULT.withRows(4)));
    await(feed.acknowledge(some));
    await(feed.next(PageLimit.DEFAULT.withRows(4)));
    feed.close();
    TopicFeed again = await(node.logs().read(topic, "reader", TopicFeed.Start.CURSOR));
    assertEquals(6, await(again.now(PageLimit.DEFAULT)).size());
    TopicFeed all = await(node.logs().read(topic, "reader", TopicFeed.Start.BEGINNING));
    assertEquals(10, await(all.now(PageLimit.DEFAULT)).size());
  }

  /** More than a cursor is read with in one go. */
  @Test
  @Tag("LSY-14")
  void aFeedRemembersAnyNumberOfLogs() {
    int logs = CursorStore.MAX_ROWS + 1;
    Node node = new Node(vertx);
    await(
        node.storage()
            .transact(
                tx ->
                    Repeat.each(
                        IntStream.range(0, logs).boxed().toList(),
                        number ->
                            Forge.append(
                                tx,
                                node.key(),
                                Node.draft(topic, "first").withLogId(logId(number)),
                                Optional.empty()))));
    TopicFeed feed = await(node.logs().read(topic, "reader", TopicFeed.Start.CURSOR));
    Set<LogId> read = new HashSet<>();
    while (read.size() < logs) {
      List<StoredOperation> page = await(feed.next(PageLimit.DEFAULT.withRows(1_000)));
      page.forEach(each -> read.add(each.logId()));
      await(feed.acknowledge(page));
    }
    feed.close();
    TopicFeed again = await(node.logs().read(topic, "reader", TopicFeed.Start.CURSOR));
    assertEquals(List.of(), await(again.now(PageLimit.DEFAULT)));
  }

  private static LogId logId(int number) {
    return LogId.ofBytes(("log " + number).getBytes(StandardCharsets.UTF_8));
  }
}
