package dev.couchgrass.sync.log.session;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.LogRange;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.OperationBuilder;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.memory.MemoryStorage;
import dev.couchgrass.store.operation.LogStores;
import dev.couchgrass.store.operation.PageLimit;
import dev.couchgrass.sync.log.feed.GrowthSignal;
import dev.couchgrass.sync.log.feed.TopicReader;
import dev.couchgrass.sync.log.ingest.IngestOptions;
import dev.couchgrass.sync.log.ingest.LogIngest;
import dev.couchgrass.sync.log.wire.LogMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one side takes in, in pages of three. */
@Timeout(60)
class IntakeTest {
  private static final int PAGE = 3;
  private final SecureRandom random = new SecureRandom();
  private final Topic topic = Topic.random(random);
  private final SigningKey key = SigningKey.generate(random);
  private final Log log = new Log(key.publicKey(), topic.logId());
  private final Vertx vertx = Vertx.vertx();
  private final Tally tally = new Tally();
  private final Promise<LogHeights> ours = Promise.promise();
  private Storage storage;
  private LogStores logs;
  private Intake intake;

  @BeforeEach
  void open() {
    storage = await(MemoryStorage.open(vertx));
    logs = await(storage.logs());
    LogIngest ingest = new LogIngest(vertx, storage, logs, IngestOptions.DEFAULTS, grown -> {});
    TopicReader reader = new TopicReader(logs, new GrowthSignal(), topic, LogHeights.NONE);
    LogSyncOptions options = LogSyncOptions.DEFAULTS.withPage(new PageLimit(PAGE, 1 << 20));
    intake = new Intake(ingest, topic, options, ours.future(), new Conduct(10, reader, tally));
  }

  @AfterEach
  void close() {
    await(storage.close());
    await(vertx.close());
  }

  private List<LogMessage.Send> messages(int count) {
    List<LogMessage.Send> messages = new ArrayList<>();
    Optional<Operation> last = Optional.empty();
    for (int i = 0; i < count; i++) {
      Operation next = OperationBuilder.behind(last).body(new byte[] {1}).sign(key);
      messages.add(
          new LogMessage.Send(
              topic.logId(), next.header().bytes(), next.body().map(body -> body.bytes())));
      last = Optional.of(next);
    }
    return messages;
  }

  private int kept() {
    return await(logs.logs().entries(log, LogRange.ALL, PageLimit.DEFAULT)).size();
  }

  @Test
  void everythingIsTakenInWhenItIsFinished() {
    ours.complete(LogHeights.NONE);
    assertTrue(intake.finish().succeeded());
    List<LogMessage.Send> messages = messages(200);
    messages.forEach(each -> await(intake.add(each)));
    await(intake.finish());
    assertEquals(messages.size(), kept());
    assertEquals(messages.size(), tally.report().inserted());
  }

  /** Whoever does not wait for room is not believed to be out of order for it. */
  @Test
  void batchesComeInTheirOrder() {
    List<LogMessage.Send> messages = messages(100);
    List<Future<Void>> added = new ArrayList<>();
    Thread teller = new Thread(() -> ours.complete(LogHeights.NONE));
    for (LogMessage.Send each : messages) {
      added.add(intake.add(each));
      if (added.size() == messages.size() / 2) {
        teller.start();
      }
    }
    await(Future.all(added));
    await(intake.finish());
    assertEquals(messages.size(), kept());
  }

  @Test
  void nothingIsTakenInBeforeItIsKnownWhatIsHere() {
    List<LogMessage.Send> messages = messages(PAGE);
    assertTrue(intake.add(messages.get(0)).succeeded());
    assertTrue(intake.add(messages.get(1)).succeeded());
    Future<Void> full = intake.add(messages.get(2));
    assertFalse(full.isComplete());
    assertFalse(intake.finish().isComplete());
    assertEquals(0, kept());
    ours.complete(LogHeights.NONE);
    await(full);
    await(intake.finish());
    assertEquals(PAGE, kept());
  }

  /** Then nothing is under way any more, and the storage may be closed. */
  @Test
  void aStoreThatFailsEndsIt() {
    ours.complete(LogHeights.NONE);
    List<LogMessage.Send> messages = messages(20);
    await(intake.add(messages.get(0)));
    await(intake.finish());
    await(storage.close());
    List<Future<Void>> added = new ArrayList<>();
    messages.subList(1, 20).forEach(each -> added.add(intake.add(each)));
    RuntimeException why = assertThrows(RuntimeException.class, () -> await(intake.finish()));
    assertSame(why, assertThrows(RuntimeException.class, () -> await(intake.broken())));
    assertSame(
        why, assertThrows(RuntimeException.class, () -> await(intake.add(messages.get(19)))));
    for (Future<Void> each : added) {
      await(each.transform(done -> Future.succeededFuture()));
    }
    assertEquals(1, tally.report().inserted());
  }

  @Test
  void whoDoesNotKnowWhatIsHereTakesNothing() {
    Future<Void> first = intake.add(messages(1).get(0));
    assertTrue(first.succeeded());
    ours.fail(new IllegalStateException("unknown"));
    assertThrows(RuntimeException.class, () -> await(intake.finish()));
    assertThrows(RuntimeException.class, () -> await(intake.add(messages(1).get(0))));
    assertEquals(0, kept());
  }
}
