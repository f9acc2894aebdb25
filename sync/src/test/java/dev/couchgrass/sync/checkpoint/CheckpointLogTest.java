package dev.couchgrass.sync.checkpoint;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.document.LocalDocument;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.memory.MemoryStorage;
import dev.couchgrass.store.result.UpdateSequence;
import dev.couchgrass.sync.InterceptedStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckpointLogTest {
  private static final ReplicationId ID = ReplicationId.of(List.of("a", "b"));

  private final Vertx vertx = Vertx.vertx();
  private final Storage storage = await(MemoryStorage.open(vertx));
  private final DocumentStore source = await(storage.create(new DatabaseName("source")));
  private final DocumentStore target = await(storage.create(new DatabaseName("target")));

  @AfterEach
  void stop() {
    await(storage.close());
    await(vertx.close());
  }

  private CheckpointLog log(String session) {
    return await(CheckpointLog.read(source, target, ID, session));
  }

  private static void write(CheckpointLog log, String sequence) {
    await(log.write(new UpdateSequence(sequence), new JsonObject().put("docs_read", 7)));
  }

  private String common() {
    return token(log("new"));
  }

  private static String token(CheckpointLog log) {
    return log.common().orElse(UpdateSequence.START).token();
  }

  private LocalDocument local(DocumentStore side) {
    return await(side.local(ID.document())).orElseThrow();
  }

  private void put(DocumentStore side, JsonBody body) {
    await(side.putLocal(ID.document(), local(side).revision(), body));
  }

  @Test
  void withoutNotesItBeginsAtTheStart() {
    assertEquals(UpdateSequence.START.token(), common());
  }

  @Test
  void theNewestNoteOfASessionIsWhereItGoesOn() {
    CheckpointLog log = log("one");
    write(log, "5-x");
    write(log, "9-x");
    assertEquals("9-x", common());
    write(log("two"), "12-x");
    assertEquals("12-x", common());
  }

  /** A side that was put back is believed, within a session and across sessions. */
  @Test
  void theOlderOfTwoNotesCounts() {
    CheckpointLog log = log("one");
    write(log, "5-x");
    JsonBody early = local(target).body();
    write(log, "9-x");
    put(target, early);
    assertEquals("5-x", common());
    write(log("two"), "12-x");
    put(source, early);
    assertEquals("5-x", common());
  }

  @Test
  void whatOneSideAloneKnowsIsNoNote() {
    write(log("one"), "5-x");
    await(target.removeLocal(ID.document()));
    assertEquals(UpdateSequence.START.token(), common());
  }

  @Test
  void whatCannotBeUnderstoodIsNoNote() {
    write(log("one"), "5-x");
    put(target, JsonBody.parse("{\"history\":[7,{\"session_id\":1},{\"recorded_seq\":2}]}"));
    assertEquals(UpdateSequence.START.token(), common());
    put(target, JsonBody.parse("{\"history\":\"none\"}"));
    assertEquals(UpdateSequence.START.token(), common());
    write(log("two"), "8-x");
    assertEquals("8-x", common());
  }

  @Test
  void twoReplicationsAtOnceKeepEachOthersNotes() {
    CheckpointLog one = log("one");
    CheckpointLog two = log("two");
    write(one, "5-x");
    write(two, "6-x");
    write(one, "7-x");

    JsonObject kept = new JsonObject(local(target).body().toString());
    assertEquals(
        List.of("one", "two"),
        kept.getJsonArray("history").stream()
            .map(entry -> ((JsonObject) entry).getString("session_id"))
            .toList());
    assertEquals("7-x", common());
  }

  @Test
  void theLastFiftySessionsAreKept() {
    for (int i = 1; i <= 60; i++) {
      write(log("session" + i), i + "-x");
    }
    JsonObject kept = new JsonObject(local(source).body().toString());
    assertEquals(50, kept.getJsonArray("history").size());
    assertEquals("session60", kept.getString("session_id"));
    assertEquals("60-x", kept.getString("source_last_seq"));
  }

  @Test
  void aNoteHasCouchDbsForm() {
    write(log("one"), "5-x");
    JsonObject kept = new JsonObject(local(target).body().toString());
    assertEquals(3, kept.getInteger("replication_id_version"));
    JsonObject entry = kept.getJsonArray("history").getJsonObject(0);
    assertEquals("one", entry.getString("session_id"));
    assertEquals("5-x", entry.getString("recorded_seq"));
    assertEquals(7, entry.getInteger("docs_read"));
    assertEquals(local(source).body(), local(target).body());
  }

  /** A source whose local documents nobody may write. */
  private DocumentStore refusing(ErrorCode code) {
    return InterceptedStore.of(
        source,
        (method, call) ->
            method.equals("putLocal")
                ? Future.failedFuture(new StoreException(code, "Not you"))
                : call.get());
  }

  @Test
  void aSourceThatMayNotBeWrittenIsLeftAlone() {
    DocumentStore readOnly = refusing(ErrorCode.FORBIDDEN);
    write(await(CheckpointLog.read(readOnly, target, ID, "one")), "5-x");
    assertTrue(await(source.local(ID.document())).isEmpty());
    assertEquals("5-x", token(await(CheckpointLog.read(readOnly, target, ID, "two"))));
  }

  /** Nothing else would tell that its sequences are of another database. */
  @Test
  void whatTheTargetKeptAloneIsOfOneSource() {
    write(await(CheckpointLog.read(refusing(ErrorCode.FORBIDDEN), target, ID, "one")), "5-x");
    DocumentStore other = await(storage.create(new DatabaseName("other")));

    assertTrue(await(CheckpointLog.read(other, target, ID, "two")).common().isEmpty());
  }

  @Test
  void aSourceThatFailsFailsTheNote() {
    CheckpointLog log =
        await(CheckpointLog.read(refusing(ErrorCode.STORE_FAILED), target, ID, "one"));
    assertThrows(StoreException.class, () -> write(log, "5-x"));
    assertTrue(await(target.local(ID.document())).isEmpty());
  }

  @Test
  void anIdKeepsItsPartsApart() {
    assertNotEquals(ReplicationId.of(List.of("ab", "c")), ReplicationId.of(List.of("a", "bc")));
    assertNotEquals(ReplicationId.of(List.of("a", "b")), ReplicationId.of(List.of("b", "a")));
    assertEquals(ID, ReplicationId.of(List.of("a", "b")));
  }
}
