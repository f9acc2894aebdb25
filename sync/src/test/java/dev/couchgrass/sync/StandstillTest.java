package dev.couchgrass.sync;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.attachment.AttachmentContent;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesResult;
import dev.couchgrass.store.changes.LiveChanges;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.memory.MemoryStorage;
import dev.couchgrass.store.result.UpdateSequence;
import dev.couchgrass.sync.options.ReplicationOptions;
import dev.couchgrass.sync.options.RetryPolicy;
import dev.couchgrass.sync.result.ReplicationState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stores that do not answer, and waiting that is none of theirs. */
class StandstillTest {
  private static final ReplicationOptions IMPATIENT =
      ReplicationOptions.DEFAULTS.withPatience(Duration.ofMillis(20));

  private final Vertx vertx = Vertx.vertx();
  private final Storage storage = await(MemoryStorage.open(vertx));
  private final DocumentStore source = await(storage.create(new DatabaseName("source")));
  private final DocumentStore target = await(storage.create(new DatabaseName("target")));
  private final AtomicInteger calls = new AtomicInteger();

  StandstillTest() {
    write("a");
  }

  @AfterEach
  void stop() {
    await(storage.close());
    await(vertx.close());
  }

  private void write(String id) {
    await(source.write(DocumentEdit.create(new DocumentId(id), JsonBody.EMPTY)));
  }

  private Replication start(DocumentStore from, DocumentStore to, ReplicationOptions options) {
    return new Replicator(vertx)
        .start(new Endpoint("source", from), new Endpoint("target", to), options);
  }

  /** A store that does not answer the first call of this name. */
  private DocumentStore silent(DocumentStore store, String method) {
    return InterceptedStore.of(
        store,
        (name, call) ->
            name.equals(method) && calls.incrementAndGet() == 1
                ? Promise.promise().future()
                : call.get());
  }

  private static void until(Replication replication, Predicate<ReplicationState> wanted) {
    ReplicationState state = replication.state();
    while (!wanted.test(state)) {
      state = await(replication.next(state));
    }
  }

  private void assertTriedAgain(DocumentStore from, DocumentStore to) {
    RetryPolicy soon = RetryPolicy.DEFAULTS.withPauses(Duration.ofMillis(1), Duration.ofMillis(1));
    Replication replication = start(from, to, IMPATIENT.withRetry(soon));
    assertEquals(1, await(replication.result()).counts().written());
    assertEquals(1, await(target.info()).documents());
  }

  @Test
  void aTargetThatDoesNotAnswerIsTriedAgain() {
    assertTriedAgain(source, silent(target, "graft"));
  }

  @Test
  void aSourceThatDoesNotAnswerIsTriedAgain() {
    assertTriedAgain(silent(source, "changes"), target);
  }

  @Test
  void aNoteThatIsNotAnsweredIsTriedAgain() {
    assertTriedAgain(source, silent(target, "putLocal"));
  }

  @Test
  void aStandstillIsAStatedFailure() {
    Replication replication =
        start(silent(source, "bulkGet"), target, IMPATIENT.withRetry(RetryPolicy.NONE));
    StoreException failure = assertThrows(StoreException.class, () -> await(replication.result()));
    assertEquals(ErrorCode.STORE_FAILED, failure.code());
    assertEquals("Nothing came of the replication for too long", failure.reason());
  }

  @Test
  void whatIsCancelledDoesNotWaitForWhatDoesNotAnswer() {
    Replication replication = start(source, silent(target, "graft"), IMPATIENT);
    until(replication, state -> calls.get() > 0);
    await(replication.cancel());
    assertInstanceOf(ReplicationState.Cancelled.class, replication.state());
  }

  /** Told to end, it waits for no changes any more, and its source says nothing of an end. */
  @Test
  void aFeedThatDoesNotEndIsNotWaitedFor() {
    DocumentStore deaf =
        InterceptedStore.of(
            source,
            (name, call) ->
                name.equals("follow") ? Future.succeededFuture(new Endless()) : call.get());
    Replication live = start(deaf, target, IMPATIENT.withLive(true));
    until(live, state -> state instanceof ReplicationState.Idle);
    await(live.cancel());
    assertInstanceOf(ReplicationState.Cancelled.class, live.state());
  }

  /** A feed that has nothing to tell, and does not hear that it is closed. */
  private record Endless() implements LiveChanges {
    @Override
    public Future<List<Change>> next(int max) {
      return Promise.<List<Change>>promise().future();
    }

    @Override
    public UpdateSequence lastSequence() {
      return UpdateSequence.START;
    }

    @Override
    public long pending() {
      return 0;
    }

    @Override
    public Future<Void> close() {
      return Future.succeededFuture();
    }
  }

  /** Nobody else would close it. */
  @Test
  void whatIsOpenedTooLateIsClosed() {
    Promise<Object> late = Promise.promise();
    DocumentStore slow =
        InterceptedStore.of(
            source,
            (name, call) ->
                name.equals("changes") && calls.incrementAndGet() == 1
                    ? late.future()
                    : call.get());
    assertTriedAgain(slow, target);
    Promise<Void> closed = Promise.promise();
    late.complete(
        Proxy.newProxyInstance(
            ChangesResult.class.getClassLoader(),
            new Class<?>[] {ChangesResult.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                closed.tryComplete();
              }
              return Future.succeededFuture();
            }));
    await(closed.future());
  }

  /** The watchdog looks when it is told to. */
  private Replication startWatched(
      Deque<Runnable> looks, DocumentStore from, ReplicationOptions options) {
    return new Replicator(
            vertx,
            InstantSource.system(),
            (pause, task) -> {
              looks.add(task);
              return () -> true;
            },
            new Random(1))
        .start(new Endpoint("source", from), new Endpoint("target", target), options);
  }

  private static void look(Deque<Runnable> looks, Replication replication) {
    looks.remove().run();
    // Behind the look, on the same context.
    await(replication.next(new ReplicationState.Running(replication.state().soFar(), -1)));
  }

  /** However often the watchdog looks. */
  @Test
  void waitingForChangesIsNoStandstill() {
    Deque<Runnable> looks = new ArrayDeque<>();
    Replication live = startWatched(looks, source, IMPATIENT.withLive(true));
    until(live, state -> state instanceof ReplicationState.Idle);
    for (int i = 0; i < 5; i++) {
      look(looks, live);
    }
    assertInstanceOf(ReplicationState.Idle.class, live.state());
    write("b");
    until(live, state -> state.soFar().counts().written() == 2);
    await(live.cancel());
  }

  /** However long it takes in all, and however little comes at a time. */
  @Test
  void whatComesSlowlyIsNoStandstill() throws InterruptedException {
    Attachments.write(source, "attached", Optional.empty(), "f", "slowly");
    BlockingQueue<Promise<Buffer>> asked = new LinkedBlockingQueue<>();
    DocumentStore slow =
        InterceptedStore.of(
            source,
            (name, call) ->
                name.equals("attachment")
                    ? call.get().map(found -> byPieces((Optional<?>) found, asked))
                    : call.get());
    Deque<Runnable> looks = new ArrayDeque<>();
    Replication replication = startWatched(looks, slow, IMPATIENT.withRetry(RetryPolicy.NONE));
    for (byte each : "slowly".getBytes(StandardCharsets.US_ASCII)) {
      Promise<Buffer> piece = next(asked);
      look(looks, replication);
      piece.complete(Buffer.buffer(new byte[] {each}));
    }
    next(asked).complete(Buffer.buffer());
    assertEquals(2, await(replication.result()).counts().written());
  }

  private static Optional<AttachmentContent> byPieces(
      Optional<?> found, BlockingQueue<Promise<Buffer>> asked) {
    AttachmentContent whole = (AttachmentContent) found.orElseThrow();
    return Optional.of(
        new AttachmentContent() {
          @Override
          public AttachmentInfo info() {
            return whole.info();
          }

          @Override
          public Future<Buffer> next() {
            Promise<Buffer> piece = Promise.promise();
            asked.add(piece);
            return piece.future();
          }

          @Override
          public Future<Void> close() {
            return whole.close();
          }
        });
  }

  private static Promise<Buffer> next(BlockingQueue<Promise<Buffer>> asked)
      throws InterruptedException {
    return Objects.requireNonNull(asked.poll(1, TimeUnit.MINUTES), "no piece is asked for");
  }

  /** Nothing else would end the wait for the next change. */
  @Test
  void aNoteThatFailsWhileItIsIdleIsTriedAgain() {
    DocumentStore failing =
        InterceptedStore.of(
            target,
            (name, call) ->
                name.equals("putLocal") && calls.incrementAndGet() == 1
                    ? Future.failedFuture(new StoreException(ErrorCode.OVERLOADED, "Not now"))
                    : call.get());
    Replication live =
        start(
            source,
            failing,
            ReplicationOptions.DEFAULTS
                .withLive(true)
                .withCheckpointInterval(Duration.ofHours(1))
                .withRetry(
                    RetryPolicy.FOR_EVER.withPauses(Duration.ofMillis(1), Duration.ofMillis(1))));
    until(live, state -> state instanceof ReplicationState.Idle && calls.get() > 1);
    await(live.cancel());
  }
}
