package dev.couchgrass.sync.log.session;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.OperationProblem;
import dev.couchgrass.core.operation.Refusal;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.memory.MemoryStorage;
import dev.couchgrass.store.operation.LogStores;
import dev.couchgrass.sync.log.feed.GrowthSignal;
import dev.couchgrass.sync.log.feed.TopicReader;
import dev.couchgrass.sync.log.ingest.PeerHeed;
import dev.couchgrass.sync.log.item.Outcome;
import dev.couchgrass.sync.log.wire.LogMessage;
import dev.couchgrass.sync.log.wire.LogSyncException;
import dev.couchgrass.sync.log.wire.LogSyncProblem;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What one side takes of another, batch after batch. */
class ConductTest {
  private final SecureRandom random = new SecureRandom();
  private final Topic topic = Topic.random(random);
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private Conduct conduct(int maxLogs) {
    LogStores logs = await(MemoryStorage.open(vertx).compose(Storage::logs));
    TopicReader reader = new TopicReader(logs, new GrowthSignal(), topic, LogHeights.NONE);
    return new Conduct(maxLogs, reader, new Tally());
  }

  private Log log() {
    return new Log(SigningKey.generate(random).publicKey(), topic.logId());
  }

  private PeerHeed batchOfOne(Conduct conduct) {
    LogMessage.Send send = new LogMessage.Send(topic.logId(), new byte[] {1}, Optional.empty());
    return conduct.of(List.of(send), LogHeights.NONE);
  }

  private static List<Outcome> refused(OperationProblem problem) {
    return List.of(new Outcome.Refused(new Refusal(problem, "")));
  }

  @Test
  @Tag("LSY-9")
  void nothingIsTakenInBehindWhatIsForged() {
    Conduct conduct = conduct(10);
    PeerHeed first = batchOfOne(conduct);
    PeerHeed second = batchOfOne(conduct);
    first.before(Set.of(log()));
    LogSyncException wrong =
        assertThrows(
            LogSyncException.class,
            () -> first.after(refused(OperationProblem.SIGNATURE_MISMATCH)));
    assertEquals(LogSyncProblem.REFUSED, wrong.problem());
    assertSame(wrong, assertThrows(LogSyncException.class, () -> second.before(Set.of())));
  }

  @Test
  @Tag("LSY-9")
  void nothingIsTakenInBehindWhatTheStoreDidNotTake() {
    Conduct conduct = conduct(10);
    PeerHeed second = batchOfOne(conduct);
    batchOfOne(conduct).failed(new IllegalStateException("full"));
    assertThrows(IllegalStateException.class, () -> second.before(Set.of()));
  }

  @Test
  @Tag("LSY-9")
  void whoPassesOnAForkIsNotBlamed() {
    Conduct conduct = conduct(10);
    batchOfOne(conduct).after(refused(OperationProblem.FORK));
    batchOfOne(conduct).before(Set.of(log()));
  }

  @Test
  @Tag("LSY-8")
  void logsOfAllBatchesCount() {
    Conduct conduct = conduct(2);
    batchOfOne(conduct).before(Set.of(log()));
    PeerHeed more = batchOfOne(conduct);
    batchOfOne(conduct).before(Set.of(log()));
    Set<Log> tooMany = Set.of(log());
    assertEquals(
        LogSyncProblem.TOO_MUCH,
        assertThrows(LogSyncException.class, () -> more.before(tooMany)).problem());
  }
}
