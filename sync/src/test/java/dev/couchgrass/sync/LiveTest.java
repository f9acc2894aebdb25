package dev.couchgrass.sync;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static dev.couchgrass.store.flow.Effects.onSuccess;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.changes.LiveChanges;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.memory.MemoryStorage;
import dev.couchgrass.sync.options.ReplicationOptions;
import dev.couchgrass.sync.options.ReplicationOptions.Batching;
import dev.couchgrass.sync.options.RetryPolicy;
import dev.couchgrass.sync.result.ReplicationState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replications that go on, whatever happens meanwhile. */
class LiveTest {
  private static final RetryPolicy AT_ONCE =
      RetryPolicy.FOR_EVER.withPauses(Duration.ofMillis(1), Duration.ofMillis(2));
  private static final ReplicationOptions LIVE =
      ReplicationOptions.DEFAULTS.withLive(true).withRetry(AT_ONCE);
  private static final DatabaseName SOURCE = new DatabaseName("source");
  private static final DatabaseName TARGET = new DatabaseName("target");

  private final Vertx vertx = Vertx.vertx();
  private final Storage storage = await(MemoryStorage.open(vertx));
  private final DocumentStore source = await(storage.create(SOURCE));
  private final DocumentStore target = await(storage.create(TARGET));
  private final Replicator replicator = new Replicator(vertx);

  @AfterEach
  void stop() {
    await(storage.close());
    await(vertx.close());
  }

  private static void create(DocumentStore db, String id) {
    await(db.write(DocumentEdit.create(new DocumentId(id), JsonBody.EMPTY)));
  }

  private static Replication start(
      Replicator replicator, DocumentStore from, DocumentStore to, ReplicationOptions options) {
    return replicator.start(new Endpoint("source", from), new Endpoint("target", to), options);
  }

  private static Future<?> gone() {
    return Future.failedFuture(new StoreException(ErrorCode.STORE_FAILED, "Gone"));
  }

  /** Waits until so many were written, and nothing is left to do. */
  private static void untilWritten(Replication replication, long written) {
    ReplicationState state = replication.state();
    while (!(state instanceof ReplicationState.Idle)
        || state.soFar().counts().written() < written) {
      assertTrue(!state.over(), state::toString);
      state = await(replication.next(state));
    }
    assertEquals(written, state.soFar().counts().written());
  }

  /** The source may be quiet for hours: what failed is not left until it says something. */
  @Test
  void whatFailsIsTriedAgainThoughTheSourceIsQuiet() {
    create(source, "a");
    AtomicInteger left = new AtomicInteger(3);
    DocumentStore failing =
        InterceptedStore.of(
            target,
            (method, call) ->
                method.equals("graft") && left.decrementAndGet() >= 0 ? gone() : call.get());
    Replication replication = start(replicator, source, failing, LIVE);
    untilWritten(replication, 1);
    await(replication.cancel());
  }

  @Test
  void whatIsOpenedAfterItWasCancelledIsClosed() {
    Promise<Void> asked = Promise.promise();
    Promise<Void> goOn = Promise.promise();
    AtomicReference<LiveChanges> opened = new AtomicReference<>();
    DocumentStore slow =
        InterceptedStore.of(
            source,
            (method, call) -> {
              if (!method.equals("follow")) {
                return call.get();
              }
              asked.complete();
              return goOn.future()
                  .compose(now -> call.get())
                  .andThen(onSuccess(feed -> opened.set((LiveChanges) feed)));
            });
    Replication replication = start(replicator, slow, target, LIVE);
    await(asked.future());
    Future<Void> cancelled = replication.cancel();
    goOn.complete();
    await(cancelled);
    assertInstanceOf(ReplicationState.Cancelled.class, replication.state());
    assertEquals(List.of(), await(opened.get().next(1)), "a closed feed has nothing more");
  }

  /** From its first call to long after its last one. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void itIsCancelledAtAnyMomentAndGoesOn(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      create(source, "d" + i);
    }
    ReplicationOptions options =
        LIVE.withCheckpointInterval(Duration.ZERO)
            .withBatch(Batching.DEFAULTS.withDocuments(5).withWorkers(2));
    for (int round = 0; round < 10; round++) {
      AtomicInteger calls = new AtomicInteger(random.nextInt(40));
      Promise<Void> now = Promise.promise();
      DocumentStore watched =
          InterceptedStore.of(
              target,
              (method, call) -> {
                if (calls.decrementAndGet() <= 0) {
                  now.tryComplete();
                }
                return call.get();
              });
      Replication replication = start(replicator, source, watched, options);
      vertx.setTimer(1 + random.nextInt(100), late -> now.tryComplete());
      await(now.future());
      await(replication.cancel());
      assertInstanceOf(ReplicationState.Cancelled.class, replication.state(), "seed " + seed);
    }
    await(start(replicator, source, target, options.withLive(false)).result());
    assertEquals(60, await(target.info()).documents(), "seed " + seed);
  }

  /** Nobody reads the states, or one of them after a long while: documents travel all the same. */
  @Test
  void whoWatchesSlowlyHoldsNothingUp() {
    Replication replication = start(replicator, source, target, LIVE);
    ReplicationState first = replication.state();
    Future<ReplicationState> next = replication.next(first);
    for (int i = 0; i < 200; i++) {
      create(source, "d" + i);
    }
    untilWritten(replication, 200);
    await(next);
    await(replication.cancel());
  }

  @Test
  void aTargetThatIsDeletedIsAStatedFailure() {
    create(source, "a");
    Replication replication = start(replicator, source, target, LIVE);
    untilWritten(replication, 1);
    await(storage.delete(TARGET));
    create(source, "b");
    assertEquals(ErrorCode.DATABASE_MISSING, failure(replication).code());
  }

  @Test
  void aSourceThatIsDeletedIsAStatedFailure() {
    create(source, "a");
    Replication replication = start(replicator, source, target, LIVE);
    untilWritten(replication, 1);
    await(storage.delete(SOURCE));
    assertEquals(ErrorCode.DATABASE_MISSING, failure(replication).code());
  }

  private static StoreException failure(Replication replication) {
    ReplicationState state = replication.state();
    while (!state.over()) {
      state = await(replication.next(state));
    }
    ReplicationState.Failed failed = assertInstanceOf(ReplicationState.Failed.class, state);
    return assertInstanceOf(StoreException.class, failed.error());
  }

  /** A laptop that slept, or a clock that was put right: notes and retries go on. */
  @ParameterizedTest(name = "by {0} hours")
  @ValueSource(longs = {-5, 5})
  void aClockThatJumpsHoldsNothingUp(long hours) {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2030-01-01T00:00:00Z"));
    AtomicBoolean fail = new AtomicBoolean();
    AtomicInteger notes = new AtomicInteger();
    DocumentStore watched =
        InterceptedStore.of(
            target,
            (method, call) -> {
              notes.addAndGet(method.equals("putLocal") ? 1 : 0);
              return method.equals("graft") && fail.getAndSet(false) ? gone() : call.get();
            });
    Replicator jumping = new Replicator(vertx, now::get, new Random(1));
    Replication replication = start(jumping, source, watched, LIVE);
    for (int i = 1; i <= 5; i++) {
      create(source, "d" + i);
      fail.set(i == 3);
      create(source, "e" + i);
      untilWritten(replication, 2L * i);
      now.updateAndGet(before -> before.plus(Duration.ofHours(hours)));
    }
    await(replication.cancel());
    assertTrue(notes.get() >= 5, () -> "notes: " + notes);
  }
}
