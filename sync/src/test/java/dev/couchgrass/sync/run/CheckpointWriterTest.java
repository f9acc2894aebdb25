package dev.couchgrass.sync.run;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.memory.MemoryStorage;
import dev.couchgrass.store.result.UpdateSequence;
import dev.couchgrass.sync.InterceptedStore;
import dev.couchgrass.sync.checkpoint.CheckpointLog;
import dev.couchgrass.sync.checkpoint.ReplicationId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Notes are one after the other, and none says more than was reached when it was begun. */
class CheckpointWriterTest {
  private static final ReplicationId ID = ReplicationId.of(List.of("a"));

  private final Vertx vertx = Vertx.vertx();
  private final Storage storage = await(MemoryStorage.open(vertx));
  private final DocumentStore source = await(storage.create(new DatabaseName("source")));
  private final DocumentStore target = await(storage.create(new DatabaseName("target")));
  private final Progress progress = new Progress();
  private final AtomicInteger notes = new AtomicInteger();

  /** What each note waits for before it is written anywhere. */
  private volatile Future<Void> gate = Future.succeededFuture();

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final CheckpointWriter writer =
      new CheckpointWriter(
          Optional.of(log(InterceptedStore.of(target, this::answer))),
          () -> now,
          Duration.ofSeconds(5),
          progress,
          UpdateSequence.START);

  @AfterEach
  void stop() {
    await(storage.close());
    await(vertx.close());
  }

  private CheckpointLog log(DocumentStore to) {
    return await(CheckpointLog.read(source, to, ID, "session"));
  }

  private Future<?> answer(String method, Supplier<Future<?>> call) {
    if (!method.equals("flush")) {
      return call.get();
    }
    notes.incrementAndGet();
    return gate.compose(open -> call.get());
  }

  private void reach(String sequence) {
    writer.reached(new UpdateSequence(sequence));
    await(writer.noteInTime());
  }

  private String noted() {
    return log(target).common().map(UpdateSequence::token).orElse("nothing");
  }

  @Test
  void itNotesWhenTheIntervalIsOver() {
    now = now.plusSeconds(4);
    reach("4-x");
    assertEquals("nothing", noted());
    now = now.plusSeconds(1);
    reach("5-x");
    assertEquals("5-x", noted());
    now = now.plusSeconds(4);
    reach("9-x");
    assertEquals("5-x", noted());
    now = now.plusSeconds(1);
    reach("10-x");
    assertEquals("10-x", noted());
  }

  /** Else nothing would be noted until the clock has caught up with itself. */
  @Test
  void itNotesWhenTheClockWasSetBack() {
    now = now.minusSeconds(3_600);
    reach("4-x");
    assertEquals("4-x", noted());
  }

  /** What is reached while a note is under way is in the next one. */
  @Test
  void aNoteIsOfWhatWasReachedWhenItBegan() {
    Promise<Void> first = Promise.promise();
    gate = first.future();
    writer.reached(new UpdateSequence("4-x"));
    Future<Void> noting = writer.note();
    writer.reached(new UpdateSequence("5-x"));
    now = now.plusSeconds(5);
    assertTrue(writer.noteInTime().isComplete());
    Future<Void> next = writer.note();
    assertEquals(1, notes.get());
    assertEquals(Optional.empty(), progress.checkpoint());

    Promise<Void> second = Promise.promise();
    gate = second.future();
    first.complete();
    await(noting);
    assertEquals("4-x", noted());
    assertEquals(Optional.of(new UpdateSequence("4-x")), progress.checkpoint());

    second.complete();
    await(next);
    assertEquals("5-x", noted());
    assertEquals(2, notes.get());
  }

  @Test
  void aNoteThatFailsIsNone() {
    gate = Future.failedFuture(new StoreException(ErrorCode.STORE_FAILED, "The disk is full"));
    writer.reached(new UpdateSequence("4-x"));
    assertFails(ErrorCode.STORE_FAILED, writer.note());
    assertEquals("nothing", noted());
    assertEquals(Optional.empty(), progress.checkpoint());
  }
}
