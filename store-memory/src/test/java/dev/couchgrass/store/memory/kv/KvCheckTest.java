package dev.couchgrass.store.memory.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.conformance.instrument.EngineWrapper;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.kv.KvStorage;
import dev.couchgrass.store.kv.check.CheckedTotals;
import dev.couchgrass.store.kv.check.KvCheck;
import dev.couchgrass.store.memory.MemoryEngine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a check of an engine's content finds; that it finds nothing else, properties show. */
class KvCheckTest {
  private static final KeyRange EVERYTHING = new KeyRange(new byte[0], new byte[] {(byte) 0xff});

  /** Settings, local documents and purges: nothing else tells of these. */
  private static final Set<String> ALONE = Set.of("02", "08", "0c");

  /** The listing of a database without keys. */
  private static final String EMPTY =
      "0000000001" + HexFormat.of().formatHex("empty".getBytes(StandardCharsets.UTF_8));

  private final Vertx vertx = Vertx.vertx();
  private final MemoryEngine engine = new MemoryEngine();

  static CheckedTotals assertSound(Engine engine) {
    List<String> problems = new ArrayList<>();
    try (Snapshot snapshot = engine.snapshot()) {
      CheckedTotals totals =
          KvCheck.run(snapshot, (where, what) -> problems.add(where + ": " + what));
      assertEquals(List.of(), problems);
      return totals;
    }
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>();
    try (Snapshot snapshot = engine.snapshot()) {
      KvCheck.run(snapshot, (where, what) -> problems.add(where + ": " + what));
    }
    return problems;
  }

  @BeforeEach
  void fill() {
    Engine open =
        new EngineWrapper(engine) {
          @Override
          public Future<Void> close() {
            return Future.succeededFuture();
          }
        };
    Storage storage = StoreFixture.await(KvStorage.open(vertx, open, KvOptions.DEFAULTS));
    StoreFixture.await(storage.create(new DatabaseName("empty")));
    DocumentStore db = StoreFixture.await(storage.create(new DatabaseName("db")));
    byte[] bytes = Attachments.random(150_000);
    Attachments.write(
        db, "attached", Optional.empty(), List.of(Attachments.attach(db, "f", bytes)));
    Attachments.write(db, "twice", Optional.empty(), List.of(Attachments.attach(db, "g", bytes)));
    // Removes the second copy of the bytes, while there is nothing else that it would remove.
    StoreFixture.await(db.compact());
    RevisionId first = write(db, "short", Optional.empty(), "{}");
    write(db, "short", Optional.of(first), "{\"n\":2}");
    first = write(db, "long", Optional.empty(), "{\"n\":\"" + "x".repeat(3_000) + "\"}");
    write(db, "long", Optional.of(first), "{\"n\":\"" + "y".repeat(3_000) + "\"}");
    write(db, "_design/a", Optional.empty(), "{}");
    first = write(db, "gone", Optional.empty(), "{}");
    StoreFixture.await(db.write(DocumentEdit.delete(new DocumentId("gone"), first)));
    first = write(db, "purged", Optional.empty(), "{}");
    StoreFixture.await(db.purge(Map.of(new DocumentId("purged"), List.of(first))));
    Attachments.write(db, "small", Optional.empty(), "f", "text");
    StoreFixture.await(db.putLocal(new LocalDocumentId("l"), 0, JsonBody.EMPTY));
    StoreFixture.await(db.setRevisionsLimit(10));
    StoreFixture.await(storage.close());
  }

  private static RevisionId write(
      DocumentStore db, String id, Optional<RevisionId> parent, String json) {
    return StoreFixture.await(
        db.write(
            new DocumentEdit(new DocumentId(id), parent, false, JsonBody.parse(json), List.of())));
  }

  @AfterEach
  void close() {
    StoreFixture.await(vertx.close());
  }

  private Map<String, byte[]> entries() {
    Map<String, byte[]> entries = new TreeMap<>();
    try (Snapshot snapshot = engine.snapshot();
        Cursor cursor = snapshot.scan(EVERYTHING, Direction.FORWARD)) {
      while (cursor.next()) {
        entries.put(HexFormat.of().formatHex(cursor.key()), cursor.value());
      }
    }
    return entries;
  }

  private void put(String key, Optional<byte[]> value) {
    byte[] bytes = HexFormat.of().parseHex(key);
    Batch.Builder batch = Batch.builder();
    value.ifPresentOrElse(present -> batch.put(bytes, present), () -> batch.delete(bytes));
    StoreFixture.await(engine.commit(batch.build()));
  }

  private static boolean isAlone(String key) {
    return key.equals(EMPTY)
        || (!key.startsWith("00000000") && ALONE.contains(key.substring(8, 10)));
  }

  @Test
  void countsWhatItLooksAt() {
    assertEquals(new CheckedTotals(2, 7, 10, 2, 0), assertSound(engine));
  }

  @Test
  void everyEntryThatIsMissingIsNoticed() {
    Map<String, byte[]> entries = entries();
    assertTrue(entries.size() > 30, () -> "Only " + entries.keySet());
    entries.forEach(
        (key, value) -> {
          if (!isAlone(key)) {
            put(key, Optional.empty());
            assertTrue(!problems().isEmpty(), () -> "removed unnoticed: " + key);
            put(key, Optional.of(value));
          }
        });
    assertSound(engine);
  }

  @Test
  void everyEntryThatIsTooManyIsNoticed() {
    Map<String, byte[]> entries = entries();
    entries.forEach(
        (key, value) -> {
          byte[] other = HexFormat.of().parseHex(key);
          other[other.length - 1] = (byte) (other[other.length - 1] + 40);
          String copy = HexFormat.of().formatHex(other);
          if (!isAlone(key) && !entries.containsKey(copy)) {
            put(copy, Optional.of(value));
            assertTrue(!problems().isEmpty(), () -> "added unnoticed: " + copy);
            put(copy, Optional.empty());
          }
        });
    assertSound(engine);
  }

  @Test
  void bytesOfAnAttachmentThatChangedAreNoticed() {
    Map<String, byte[]> entries = entries();
    entries.forEach(
        (key, value) -> {
          if (key.substring(8).startsWith("0a")) {
            byte[] changed = value.clone();
            changed[changed.length / 2] ^= 1;
            put(key, Optional.of(changed));
            List<String> problems = problems();
            assertTrue(
                problems.stream().anyMatch(text -> text.contains("SHA-256")), problems::toString);
            put(key, Optional.of(value));
          }
        });
  }

  @Test
  void keysOfAnUnknownDatabaseAreNoticed() {
    put("0000000901", Optional.of(new byte[] {0}));
    assertEquals(List.of("the catalogue: There are keys of an unknown database"), problems());
  }
}
