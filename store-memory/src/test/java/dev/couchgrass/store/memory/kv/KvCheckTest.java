package dev.couchgrass.store.memory.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.conformance.entry.Draft;
import dev.couchgrass.conformance.instrument.EngineWrapper;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.entry.Entry;
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
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.StateKey;
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
import java.util.UUID;
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

  /** What keys of the store of entries begin with. */
  private static final String ENTRIES = "00000003";

  /** What the instance keeps: nothing else tells of it. */
  private static final String INSTANCE = "0d";

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
    fillEntries(storage);
    StoreFixture.await(storage.close());
  }

  /** With all that there may be: what is void, failed, awaited, in pieces, and not of the graph. */
  private static void fillEntries(Storage storage) {
    EntryStore store = StoreFixture.await(storage.entries());
    Entry root = Draft.root(1).in("a").sign();
    Entry left = Draft.of(root, root).in("a", root).sign();
    Entry right = Draft.of(root, root).in("a", root).in("b").sign();
    Entry merge = Draft.of(root, left, right).in("a", left, right).sign();
    Entry large = Draft.of(root, merge).data("c", 150_000).sign();
    Entry other = Draft.root(2).sign();
    Entry odd = Draft.of(other, left).in("a", right).sign();
    Entry never = Draft.of(other, other).sign();
    Entry waiting = Draft.of(other, never).in("b", never).sign();
    StoreFixture.await(store.put(List.of(waiting)));
    StoreFixture.await(store.putVerified(List.of(merge, right, left, root)));
    StoreFixture.await(store.put(List.of(large, odd)));
    StoreFixture.await(
        store.setStatus(Map.of(merge.id(), EntryStatus.VOID, odd.id(), EntryStatus.FAILED)));
    StoreFixture.await(store.cacheState(StateKey.shared(root.id(), "a"), new byte[] {1}));
    StoreFixture.await(store.cacheState(StateKey.shared(root.id(), "a"), new byte[] {1, 2}));
    StoreFixture.await(
        store.cacheState(StateKey.of(new UUID(0, 1), left.id(), "b"), new byte[] {3}));
    StoreFixture.await(store.setInstanceMetadata(new byte[] {1}));
    StoreFixture.await(store.setInstanceSecrets(new byte[] {2}));
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

  /** The store of entries is numbered after two databases. */
  private static boolean isAlone(String key) {
    if (key.startsWith(ENTRIES)) {
      return key.startsWith(ENTRIES + INSTANCE);
    }
    return key.equals(EMPTY)
        || (!key.startsWith("00000000") && ALONE.contains(key.substring(8, 10)));
  }

  @Test
  void countsWhatItLooksAt() {
    assertEquals(new CheckedTotals(2, 7, 10, 2, 7, 0, 0), assertSound(engine));
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
          if (!key.startsWith(ENTRIES) && key.substring(8).startsWith("0a")) {
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
  void bytesOfAnEntryThatChangedAreNoticed() {
    Map<String, byte[]> entries = entries();
    entries.forEach(
        (key, value) -> {
          if (key.startsWith(ENTRIES + "04")) {
            for (int at : List.of(0, value.length / 2, value.length - 1)) {
              byte[] changed = value.clone();
              changed[at] ^= 1;
              put(key, Optional.of(changed));
              List<String> problems = problems();
              assertTrue(
                  problems.stream().anyMatch(text -> text.contains("damaged")), problems::toString);
              put(key, Optional.of(value));
            }
          }
        });
    assertSound(engine);
  }

  /** Of whatever stands in a value, each byte that is another means something else. */
  @Test
  void recordsOfEntriesThatChangedAreNoticed() {
    Map<String, byte[]> entries = entries();
    entries.forEach(
        (key, value) -> {
          if (key.startsWith(ENTRIES) && !key.startsWith(ENTRIES + INSTANCE)) {
            for (int at = 0; at < value.length && at < 100; at++) {
              if (!key.startsWith(ENTRIES + "0b") || at == 0) { // Any state is a state.
                byte[] changed = value.clone();
                changed[at] ^= 1;
                put(key, Optional.of(changed));
                int place = at;
                assertTrue(
                    !problems().isEmpty(), () -> "changed unnoticed: " + key + " at " + place);
              }
            }
            put(key, Optional.of(value));
          }
        });
    assertSound(engine);
  }

  @Test
  void keysOfAnUnknownDatabaseAreNoticed() {
    put("0000000901", Optional.of(new byte[] {0}));
    assertEquals(List.of("the catalogue: There are keys of an unknown database"), problems());
  }
}
