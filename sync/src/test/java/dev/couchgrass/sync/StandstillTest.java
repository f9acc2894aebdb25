package dev.couchgrass.sync;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.changes.ChangesResult;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.memory.MemoryStorage;
import dev.couchgrass.sync.options.ReplicationOptions;
import dev.couchgrass.sync.options.RetryPolicy;
import dev.couchgrass.sync.result.ReplicationState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
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

  /** However often the watchdog looks. */
  @Test
  void waitingForChangesIsNoStandstill() {
    Deque<Runnable> looks = new ArrayDeque<>();
    Replication live =
        new Replicator(
                vertx,
                InstantSource.system(),
                (pause, task) -> {
                  looks.add(task);
                  return () -> true;
                },
                new Random(1))
            .start(
                new Endpoint("source", source),
                new Endpoint("target", target),
                IMPATIENT.withLive(true));
    until(live, state -> state instanceof ReplicationState.Idle);
    for (int look = 0; look < 5; look++) {
      looks.remove().run();
      // Behind the look, on the same context.
      await(live.next(new ReplicationState.Running(live.state().soFar(), -1)));
    }
    assertInstanceOf(ReplicationState.Idle.class, live.state());
    write("b");
    until(live, state -> state.soFar().counts().written() == 2);
    await(live.cancel());
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
