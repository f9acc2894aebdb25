package dev.couchgrass.store.http;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.network.Fault;
import dev.couchgrass.conformance.network.Fault.Kind;
import dev.couchgrass.conformance.network.FaultyProxy;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.server.CouchServer;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.LiveChanges;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.http.options.FeedKind;
import dev.couchgrass.store.http.options.HttpOptions;
import dev.couchgrass.store.http.options.HttpTimeouts;
import dev.couchgrass.store.http.options.Retries;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever a network does to a live feed: it tells of every change once, in order, and of no other,
 * as long as whoever reads it asks again after a failure.
 */
class FaultyFeedsTest {
  private static final int DOCUMENTS = 200;
  private static final int MOST_FAILURES = 400;
  private static final DatabaseName NAME = new DatabaseName("db");

  private final Vertx vertx = Vertx.vertx();
  private final Storage kept = await(MemoryStorage.open(vertx));
  private final CouchServer server =
      await(CouchServer.start(vertx, kept, ServerOptions.DEFAULTS.withPort(0).withOpen(true)));
  private final DocumentStore truth = await(kept.create(NAME));
  private final List<String> written = new ArrayList<>();
  private int failures;
  private int turn;

  @AfterEach
  void stop() {
    await(server.close());
    await(kept.close());
    await(vertx.close());
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @CsvSource({
    "LONG_POLL, 1", "LONG_POLL, 2", "LONG_POLL, 3",
    "CONTINUOUS, 1", "CONTINUOUS, 2", "CONTINUOUS, 3"
  })
  void everyChangeIsToldOnceInOrder(FeedKind kind, long seed) {
    Random faults = new Random(seed);
    AtomicBoolean harm = new AtomicBoolean();
    FaultyProxy proxy =
        new FaultyProxy(
            vertx,
            server.port(),
            () -> harm.get() ? fault(faults) : Fault.HARMLESS,
            () -> Fault.HARMLESS);
    HttpOptions options =
        HttpOptions.of("http://127.0.0.1:" + await(proxy.listen()))
            .withFeeds(kind)
            .withTimeouts(
                HttpTimeouts.DEFAULTS
                    .withIdle(Duration.ofMillis(500))
                    .withHeartbeat(Duration.ofMillis(50)))
            .withRetries(
                Retries.DEFAULTS
                    .withAttempts(2)
                    .withPauses(Duration.ofMillis(1), Duration.ofMillis(5)))
            .withRandom(new Random(seed));
    Storage storage = patiently(() -> HttpStorage.open(vertx, options));
    DocumentStore db = patiently(() -> storage.open(NAME));
    LiveChanges feed = patiently(() -> db.follow(ChangesOptions.DEFAULTS));
    harm.set(true);
    List<String> told = follow(feed, new Random(seed));
    assertEquals(written, told);
    await(feed.close());
    await(storage.close());
    await(proxy.close());
    for (Kind each : Kind.values()) {
      assertTrue(each == Kind.NONE || proxy.count(each) > 0, () -> "no " + each);
    }
  }

  /** Before there is any harm, a machine that is busy may yet take its time. */
  private static <T> T patiently(Supplier<Future<T>> call) {
    return await(call.get().recover(first -> call.get()).recover(second -> call.get()));
  }

  /** Each kind in its turn, and sooner than elsewhere: feeds say little. */
  private Fault fault(Random random) {
    Kind[] kinds = Kind.values();
    return new Fault(kinds[turn++ % kinds.length], random.nextInt(1_500));
  }

  /** Writes whenever all was told, a few documents at a time, so that the feed often waits. */
  private List<String> follow(LiveChanges feed, Random random) {
    List<String> told = new ArrayList<>();
    while (told.size() < DOCUMENTS) {
      if (told.size() == written.size()) {
        write(Math.min(DOCUMENTS - written.size(), 1 + random.nextInt(5)));
      }
      told.addAll(next(feed, 1 + random.nextInt(5)));
      assertEquals(written.subList(0, Math.min(told.size(), written.size())), told);
    }
    return told;
  }

  private void write(int count) {
    for (int i = 0; i < count; i++) {
      DocumentId id = new DocumentId("d" + written.size());
      RevisionId made = await(truth.write(DocumentEdit.create(id, JsonBody.EMPTY)));
      written.add(id + " " + made);
    }
  }

  private List<String> next(LiveChanges feed, int max) {
    try {
      List<Change> changes = await(feed.next(max));
      assertTrue(!changes.isEmpty() && changes.size() <= max, () -> "changes: " + changes);
      return changes.stream().map(each -> each.id() + " " + each.revisions().get(0)).toList();
    } catch (StoreException e) {
      assertEquals(ErrorCode.STORE_FAILED, e.code(), e::reason);
      assertTrue(++failures < MOST_FAILURES, "it comes no further");
      return List.of();
    }
  }
}
