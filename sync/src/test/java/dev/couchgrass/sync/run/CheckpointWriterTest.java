package dev.couchgrass.sync.run;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.memory.MemoryStorage;
import dev.couchgrass.store.result.UpdateSequence;
import dev.couchgrass.sync.checkpoint.CheckpointLog;
import dev.couchgrass.sync.checkpoint.ReplicationId;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckpointWriterTest {
  private static final ReplicationId ID = ReplicationId.of(List.of("a"));

  private final Vertx vertx = Vertx.vertx();
  private final Storage storage = await(MemoryStorage.open(vertx));
  private final DocumentStore source = await(storage.create(new DatabaseName("source")));
  private final DocumentStore target = await(storage.create(new DatabaseName("target")));
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final CheckpointWriter writer =
      new CheckpointWriter(
          Optional.of(log()),
          () -> now,
          Duration.ofSeconds(5),
          new Progress(),
          UpdateSequence.START);

  @AfterEach
  void stop() {
    await(storage.close());
    await(vertx.close());
  }

  private CheckpointLog log() {
    return await(CheckpointLog.read(source, target, ID, "session"));
  }

  private void reach(String sequence) {
    writer.reached(new UpdateSequence(sequence));
    await(writer.noteInTime());
  }

  private String noted() {
    return log().common().map(UpdateSequence::token).orElse("nothing");
  }

  @Test
  void itNotesWhenTheIntervalIsOver() {
    now = now.plusSeconds(4);
    reach("4-x");
    assertEquals("nothing", noted());
    now = now.plusSeconds(1);
    reach("5-x");
    assertEquals("5-x", noted());
  }

  /** Else nothing would be noted until the clock has caught up with itself. */
  @Test
  void itNotesWhenTheClockWasSetBack() {
    now = now.minusSeconds(3_600);
    reach("4-x");
    assertEquals("4-x", noted());
  }
}
