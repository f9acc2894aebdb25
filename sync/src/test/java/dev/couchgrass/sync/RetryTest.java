package dev.couchgrass.sync;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.attachment.AttachmentContent;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.memory.MemoryStorage;
import dev.couchgrass.sync.options.ReplicationOptions;
import dev.couchgrass.sync.options.RetryPolicy;
import dev.couchgrass.sync.result.ReplicationState;
import dev.couchgrass.sync.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final RetryPolicy QUICK =
      RetryPolicy.DEFAULTS.withPauses(Duration.ofMillis(1), Duration.ofMillis(2));
  private static final RetryPolicy NEVER_AGAIN =
      RetryPolicy.DEFAULTS.withPauses(Duration.ofHours(1), Duration.ofHours(1));

  private final Vertx vertx = Vertx.vertx();
  private final Storage storage = await(MemoryStorage.open(vertx));
  private final DocumentStore source = await(storage.create(new DatabaseName("source")));
  private final DocumentStore target = await(storage.create(new DatabaseName("target")));
  private final AtomicInteger grafts = new AtomicInteger();

  RetryTest() {
    await(source.write(DocumentEdit.create(new DocumentId("a"), JsonBody.EMPTY)));
  }

  @AfterEach
  void stop() {
    await(storage.close());
    await(vertx.close());
  }

  /** A target that fails to graft so often. */
  private DocumentStore failing(ErrorCode code, int times) {
    return InterceptedStore.of(
        target,
        (method, call) ->
            method.equals("graft") && grafts.incrementAndGet() <= times
                ? Future.failedFuture(new StoreException(code, "Not now"))
                : call.get());
  }

  private Replication start(DocumentStore to, RetryPolicy retry) {
    return start(source, to, ReplicationOptions.DEFAULTS.withRetry(retry));
  }

  private Replication start(DocumentStore from, DocumentStore to, ReplicationOptions options) {
    return new Replicator(vertx, () -> NOW, new Random(1))
        .start(
            new Endpoint(await(Endpoint.of(source)).identity(), from),
            new Endpoint("target", to),
            options);
  }

  private static ReplicationState untilRetrying(Replication replication) {
    ReplicationState state = replication.state();
    while (!(state instanceof ReplicationState.Retrying)) {
      state = await(replication.next(state));
    }
    return state;
  }

  @Test
  void whatFailsIsTriedAgain() {
    Replication replication = start(failing(ErrorCode.OVERLOADED, 3), QUICK);
    assertEquals(1, await(replication.result()).counts().written());
    assertEquals(4, grafts.get());
    assertInstanceOf(ReplicationState.Completed.class, replication.state());
  }

  /** Its source has nothing more to tell, so nothing but the failure itself can wake it. */
  @Test
  void aLiveOneThatFailsComesBackThoughItsSourceRests() {
    Replication live =
        start(
            source,
            failing(ErrorCode.STORE_FAILED, 1),
            ReplicationOptions.DEFAULTS.withLive(true).withRetry(QUICK));
    ReplicationState state = live.state();
    while (state.soFar().counts().written() == 0) {
      state = await(live.next(state));
    }
    assertEquals(2, grafts.get());
    await(live.cancel());
  }

  @Test
  void aStorageThatIsClosedEndsIt() {
    Replication live =
        start(source, target, ReplicationOptions.DEFAULTS.withLive(true).withRetry(QUICK));
    ReplicationState state = live.state();
    while (!(state instanceof ReplicationState.Idle)) {
      state = await(live.next(state));
    }
    await(storage.close());
    assertThrows(IllegalStateException.class, () -> await(live.result()));
  }

  /** The target says that the request was bad; but what was bad was the line to the source. */
  @Test
  void anAttachmentThatBreaksOffIsReadAgain() {
    Attachments.write(source, "b", Optional.empty(), "f", "bytes");
    AtomicInteger opened = new AtomicInteger();
    DocumentStore breaking =
        InterceptedStore.of(
            source,
            (method, call) ->
                method.equals("attachment") && opened.incrementAndGet() == 1
                    ? call.get().map(found -> Optional.of(new BrokenOff()))
                    : call.get());
    Replication replication = start(breaking, target, ReplicationOptions.DEFAULTS.withRetry(QUICK));
    assertEquals(2, await(replication.result()).counts().written());
    assertEquals(2, opened.get());
    assertEquals("bytes", Attachments.read(target, "b", "f", AttachmentOptions.DEFAULTS));
  }

  /** An attachment of five bytes, of which none can be read. */
  private record BrokenOff() implements AttachmentContent {
    @Override
    public AttachmentInfo info() {
      return new AttachmentInfo("f", "text/plain", "md5-x", 5, 1, Optional.empty(), 5);
    }

    @Override
    public Future<Buffer> next() {
      return Future.failedFuture(new StoreException(ErrorCode.STORE_FAILED, "The line is dead"));
    }

    @Override
    public Future<Void> close() {
      return Future.succeededFuture();
    }
  }

  @Test
  void afterSoManyFailuresItGivesUp() {
    Replication replication = start(failing(ErrorCode.STORE_FAILED, 100), QUICK.withAttempts(3));
    StoreException failure = assertThrows(StoreException.class, () -> await(replication.result()));
    assertEquals(3, grafts.get());
    ReplicationState.Failed failed =
        assertInstanceOf(ReplicationState.Failed.class, replication.state());
    assertSame(failure, failed.error());
    assertEquals(List.of(), failed.soFar().failures());
    assertSame(failed, await(replication.next(failed)));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"DATABASE_MISSING", "UNAUTHORIZED", "FORBIDDEN", "BAD_REQUEST", "NOT_SUPPORTED"})
  void whatWillNotChangeIsNotTriedAgain(ErrorCode code) {
    Replication replication = start(failing(code, 100), QUICK);
    assertFails(code, replication.result());
    assertEquals(1, grafts.get());
  }

  @Test
  void theNextAttemptAndItsReasonCanBeSeen() {
    Replication replication = start(failing(ErrorCode.OVERLOADED, 100), NEVER_AGAIN);
    ReplicationState.Retrying retrying =
        assertInstanceOf(ReplicationState.Retrying.class, untilRetrying(replication));
    assertEquals("Not now", retrying.error().getMessage());
    assertEquals(1, retrying.failures());
    assertTrue(retrying.next().isAfter(NOW.plus(Duration.ofMinutes(29))));
    assertTrue(!retrying.next().isAfter(NOW.plus(Duration.ofHours(1))));
    await(replication.cancel());
  }

  @Test
  void itIsCancelledWhileItWaits() {
    Replication replication = start(failing(ErrorCode.OVERLOADED, 100), NEVER_AGAIN);
    untilRetrying(replication);
    await(replication.cancel());
    assertInstanceOf(ReplicationState.Cancelled.class, replication.state());
    assertEquals(0, await(replication.result()).counts().written());
    await(replication.cancel());
  }

  /** Time and timers are given: an hour passes when it is told to. */
  @Test
  void theTimersThatItIsGivenEndItsPauses() throws InterruptedException {
    BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    Timers byHand =
        (pause, task) -> {
          if (pause.equals(ReplicationOptions.DEFAULTS.patience())) {
            // What watches an attempt; nothing stands still here.
            return () -> true;
          }
          assertTrue(pause.toMinutes() >= 30, () -> "a pause of " + pause);
          waiting.add(task);
          return () -> waiting.remove(task);
        };
    Replication replication =
        new Replicator(vertx, () -> NOW, byHand, new Random(1))
            .start(
                await(Endpoint.of(source)),
                new Endpoint("target", failing(ErrorCode.OVERLOADED, 1)),
                ReplicationOptions.DEFAULTS.withRetry(NEVER_AGAIN));
    waiting.take().run();
    assertEquals(1, await(replication.result()).counts().written());
    assertEquals(0, waiting.size());
  }

  @Test
  void pausesGrowToTheLongest() {
    RetryPolicy policy =
        RetryPolicy.DEFAULTS.withPauses(Duration.ofMillis(100), Duration.ofMillis(1_000));
    Random random = new Random(1);
    for (int failures = 1; failures < 40; failures++) {
      long longest = Math.min(1_000, 100L << Math.min(failures - 1, 10));
      long pause = policy.pause(failures, random).toMillis();
      assertTrue(pause >= longest / 2 && pause <= longest, () -> "a pause of " + pause);
    }
  }
}
