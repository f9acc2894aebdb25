package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DatabaseRange;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.error.ErrorCode;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Databases of a storage: made, opened, listed, deleted, closed, and opened again. */
public abstract class DatabasesConformance extends StoreFixture {
  protected DatabasesConformance(StorageHome.Source homes) {
    super(homes);
  }

  private static DatabaseName name(String value) {
    return new DatabaseName(value);
  }

  private List<String> list(DatabaseRange range) {
    return await(storage.databases(range)).stream().map(DatabaseName::value).toList();
  }

  @Test
  @Tag("STO-1")
  void theSameNameIsTheSameDatabase() {
    create("a", "{}");
    DocumentStore again = await(storage.open(name("db")));
    assertTrue(await(again.get(id("a"))).isPresent());
    assertEquals(name("db"), again.name());
    assertEquals(db.capabilities(), again.capabilities());
    assertTrue(await(await(storage.openOrCreate(name("db"))).get(id("a"))).isPresent());
    assertFails(ErrorCode.DATABASE_EXISTS, storage.create(name("db")));
    assertFails(ErrorCode.DATABASE_MISSING, storage.open(name("other")));
    assertFails(ErrorCode.DATABASE_MISSING, storage.delete(name("other")));
  }

  @Test
  @Tag("STO-3")
  @Tag("STO-9")
  void databasesAreListedInOrderEmptyOnesToo() {
    for (String name : List.of("c", "a", "b/x", "_users", "b", "_replicator")) {
      // A system's own databases may be there already.
      await(storage.openOrCreate(name(name)));
    }
    assertEquals(
        List.of("_replicator", "_users", "a", "b", "b/x", "c", "db"), list(DatabaseRange.ALL));
    assertEquals(List.of("b", "b/x"), list(DatabaseRange.prefix("b")));
    DatabaseRange down = new DatabaseRange(Optional.of("c"), Optional.of("a"), false, true, 1, 10);
    assertEquals(List.of("b/x", "b"), list(down));
    await(storage.delete(name("b")));
    assertEquals(List.of("b/x"), list(DatabaseRange.prefix("b")));
  }

  @Test
  @Tag("STO-4")
  void aDeletedDatabasesHandlesFailAndItsKeysGo() {
    for (int i = 0; i < 100; i++) {
      create("d" + i, "{}");
    }
    DocumentStore other = await(storage.create(name("other")));
    await(other.write(DocumentEdit.create(id("kept"), json("{}"))));
    await(storage.delete(name("db")));
    assertFails(ErrorCode.DATABASE_MISSING, db.info());
    assertFails(ErrorCode.DATABASE_MISSING, db.get(id("d1")));
    assertFails(ErrorCode.DATABASE_MISSING, db.write(DocumentEdit.create(id("x"), json("{}"))));
    assertFails(ErrorCode.DATABASE_MISSING, db.write(List.of()));
    assertFails(ErrorCode.DATABASE_MISSING, db.graft(List.of()));
    assertFails(ErrorCode.DATABASE_MISSING, db.allDocs(AllDocsOptions.DEFAULTS));
    assertFails(ErrorCode.DATABASE_MISSING, db.changes(ChangesOptions.DEFAULTS));
    assertFails(ErrorCode.DATABASE_MISSING, db.follow(ChangesOptions.DEFAULTS));
    assertFails(ErrorCode.DATABASE_MISSING, db.compact());
    assertFails(ErrorCode.DATABASE_MISSING, db.flush());
    assertFails(ErrorCode.DATABASE_MISSING, db.security());
    assertFails(ErrorCode.DATABASE_MISSING, db.setRevisionsLimit(3));
    assertFails(
        ErrorCode.DATABASE_MISSING, db.stage(Chunks.of(new byte[9], 3), StageOptions.of("x/y")));
    assertFails(ErrorCode.DATABASE_MISSING, storage.open(name("db")));
    DocumentStore again = await(storage.create(name("db")));
    assertTrue(await(again.get(id("d1"))).isEmpty());
    assertFails(ErrorCode.DATABASE_MISSING, db.info());
    assertTrue(await(other.get(id("kept"))).isPresent());
    await(storage.delete(name("other")));
    awaitKeys(0);
  }

  /** Waits for the cleaner, by making it pass: each deletion of an empty database starts it. */
  private void awaitKeys(int expected) {
    for (int i = 0; engine().keys() != expected && i < 10_000; i++) {
      await(storage.create(name("nudge")));
      await(storage.delete(name("nudge")));
    }
    assertEquals(expected, engine().keys());
  }

  @Test
  @Tag("STO-1")
  void openOrCreateRacesMakeOneDatabase() {
    List<Future<DocumentStore>> opening = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      opening.add(storage.openOrCreate(name("raced")));
    }
    Set<String> instances = new HashSet<>();
    for (Future<DocumentStore> each : opening) {
      instances.add(await(await(each).info()).instance());
    }
    assertEquals(1, instances.size());
  }

  @Test
  void thousandsOfDatabases() {
    List<Future<DocumentStore>> made = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      made.add(storage.create(name("d" + i)));
    }
    for (Future<DocumentStore> each : made) {
      await(await(each).write(DocumentEdit.create(id("a"), json("{}"))));
    }
    assertEquals(
        3_001, list(DatabaseRange.ALL).stream().filter(name -> !name.startsWith("_")).count());
    assertEquals(1, await(await(made.get(2_999)).info()).documents());
  }

  @Test
  @Tag("STO-6")
  void closeIsIdempotentAndUseAfterwardsThrows() {
    await(storage.flush());
    Future<Void> first = storage.close();
    assertDoesNotThrow(() -> await(storage.close()), "while the first may be under way");
    await(first);
    assertDoesNotThrow(() -> await(storage.close()));
    assertThrows(IllegalStateException.class, () -> storage.open(name("db")));
    assertThrows(IllegalStateException.class, () -> storage.create(name("x")));
    assertThrows(IllegalStateException.class, () -> storage.databases(DatabaseRange.ALL));
    assertThrows(IllegalStateException.class, storage::flush);
    assertThrows(IllegalStateException.class, () -> db.get(id("a")));
    assertThrows(IllegalStateException.class, () -> db.info());
    assertThrows(
        IllegalStateException.class, () -> db.write(DocumentEdit.create(id("a"), json("{}"))));
  }

  @Test
  @Tag("ATO-2")
  void whatWasHandedInBeforeClosingIsDone() {
    List<Future<RevisionId>> writes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      writes.add(db.write(DocumentEdit.create(id("d" + i), json("{}"))));
    }
    await(storage.close());
    for (Future<RevisionId> write : writes) {
      assertEquals(1, await(write).generation());
    }
  }

  @Test
  @Tag("STO-5")
  void aDatabaseMadeAgainHasAnotherInstance() {
    require(Capability.INSTANCES);
    String before = await(db.info()).instance();
    await(storage.delete(db.name()));
    db = await(storage.create(db.name()));
    assertNotEquals(before, await(db.info()).instance());
  }

  @Test
  void aDatabaseKnowsWhenItWasMade() {
    Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    DocumentStore made = await(storage.create(name("made")));
    Instant created = await(made.info()).created();
    assertFalse(created.isBefore(before), () -> created + " is before " + before);
    assertFalse(created.isAfter(Instant.now()), created::toString);
    await(made.write(DocumentEdit.create(id("a"), json("{}"))));
    assertEquals(created, await(made.info()).created());
  }
}
