package dev.couchgrass.sync.log;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.operation.PageLimit;
import dev.couchgrass.store.operation.StoredOperation;
import dev.couchgrass.sync.log.channel.ChannelEndedException;
import dev.couchgrass.sync.log.channel.MemoryChannel;
import dev.couchgrass.sync.log.channel.MessageChannel;
import dev.couchgrass.sync.log.feed.TopicFeed;
import dev.couchgrass.sync.log.forge.Forge;
import dev.couchgrass.sync.log.session.LogSession;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two stores that sync over a channel that breaks, at points that chance chooses. How many
 * operations: {@code -Dlogs.operations=}; the same run again: {@code -Dlogs.seed=}.
 */
class LogSyncCutsTest {
  private static final int OPERATIONS = Integer.getInteger("logs.operations", 3_000);
  private static final long SEED = Long.getLong("logs.seed", new SecureRandom().nextLong(1L << 32));
  private static final int AUTHORS = 5;

  private final Vertx vertx = Vertx.vertx();
  private final Topic topic = Topic.random(new SecureRandom());
  private final Random random = new Random(SEED);

  @AfterEach
  void close() {
    await(vertx.close());
  }

  /** A channel that ends after so many messages of this side. */
  private static final class Cut implements MessageChannel {
    private final MessageChannel inner;
    private int left;

    Cut(MessageChannel inner, int left) {
      this.inner = inner;
      this.left = left;
    }

    @Override
    public Future<Void> send(Buffer message) {
      if (left-- <= 0) {
        return inner.close().compose(done -> Future.failedFuture(new ChannelEndedException()));
      }
      return inner.send(message);
    }

    @Override
    public Future<Optional<Buffer>> receive() {
      return inner.receive();
    }

    @Override
    public Future<Void> close() {
      return inner.close();
    }
  }

  private void fill(Node node, int count) {
    List<SigningKey> authors = new ArrayList<>();
    for (int i = 0; i < AUTHORS; i++) {
      authors.add(SigningKey.generate(new SecureRandom()));
    }
    for (int done = 0; done < count; done += 500) {
      int some = Math.min(500, count - done);
      await(
          node.storage()
              .transact(
                  tx -> {
                    Future<?> last = Future.succeededFuture();
                    for (int i = 0; i < some; i++) {
                      SigningKey author = authors.get(random.nextInt(AUTHORS));
                      last =
                          last.compose(
                              before -> Forge.append(tx, author, Node.draft(topic, "text")));
                    }
                    return last.mapEmpty();
                  }));
    }
  }

  @Test
  @Tag("LSY-10")
  void endsEqualAndDeliversEachOnce() {
    System.out.println("LogSyncCutsTest: -Dlogs.seed=" + SEED);
    Node first = new Node(vertx);
    Node second = new Node(vertx);
    fill(first, OPERATIONS);
    fill(second, OPERATIONS / 10);
    TopicFeed feed = await(second.logs().read(topic, "reader", TopicFeed.Start.CURSOR));
    Set<Hash> delivered = new HashSet<>();
    int cuts = 0;
    while (!first.heights(topic).equals(second.heights(topic))) {
      MemoryChannel.Ends ends = MemoryChannel.open();
      int many = 1 + OPERATIONS / 4;
      MessageChannel mine = new Cut(ends.first(), random.nextInt(many));
      MessageChannel theirs = new Cut(ends.second(), random.nextInt(many));
      LogSession accepted = second.logs().accept(theirs, topic::equals);
      LogSession asked = first.logs().connect(mine, topic);
      await(
          asked
              .ended()
              .transform(done -> accepted.ended())
              .transform(done -> Future.succeededFuture()));
      cuts++;
      read(feed, delivered);
    }
    assertEquals(first.operations(topic), second.operations(topic));
    assertEquals(OPERATIONS + OPERATIONS / 10, delivered.size(), "cuts " + cuts);
  }

  private static void read(TopicFeed feed, Set<Hash> delivered) {
    while (true) {
      List<StoredOperation> page = await(feed.now(PageLimit.DEFAULT));
      if (page.isEmpty()) {
        return;
      }
      page.forEach(
          each -> {
            if (!delivered.add(each.operation().id())) {
              throw new AssertionError("delivered twice: " + each.operation());
            }
          });
      await(feed.acknowledge(page));
    }
  }
}
