package dev.couchgrass.instance.database;

import static dev.couchgrass.instance.database.Replica.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.crdt.Path;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.store.DocStore;
import dev.couchgrass.instance.store.RowFormat;
import dev.couchgrass.instance.store.SettingsStore;
import dev.couchgrass.instance.store.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is written to an encrypted store is read again. */
class PasswordStoreTest extends OnDiary {
  @Test
  @Tag("SEC-19")
  void whatIsWrittenIsReadByWhoHasThePassword() {
    try (PasswordStore<DocStore> diary = create(one.as(anna))) {
      edit(one.as(anna), diary, edit -> edit.set("today", "hay"));
      edit(one.as(anna), diary, edit -> edit.set(Path.of("a", "b"), Value.of(1)));
      assertEquals(Optional.of("hay"), await(diary.read()).text("today"));
    }
    one.restart();
    two.pull(one);
    for (Replica replica : List.of(one, two)) {
      try (PasswordStore<DocStore> diary = open(replica, password)) {
        assertEquals("{\"a\":{\"b\":1},\"today\":\"hay\"}", await(diary.read()).all().toString());
      }
    }
  }

  @Test
  @Tag("SEC-19")
  void aTransactionSeesItsOwnEditsAndRemovals() {
    try (PasswordStore<DocStore> diary = create(one.as(anna))) {
      edit(one.as(anna), diary, edit -> edit.set("a", "1"));
      Transaction transaction = await(one.as(anna).transaction());
      DocStore edit = await(transaction.store(diary));
      edit.set("b", "2");
      assertTrue(edit.remove("a"));
      assertEquals(Optional.empty(), await(transaction.store(diary)).text("a"));
      assertEquals(Optional.of("2"), edit.text("b"));
      assertEquals(Optional.of("1"), await(diary.read()).text("a"));
      DocStore reading = await(diary.read());
      assertThrows(IllegalStateException.class, () -> reading.set("c", "3"));
      await(transaction.commit());
      assertEquals(Map.of("b", Value.of("2")), await(diary.read()).all().toMap());
    }
  }

  @Test
  void tablesMayBeEncrypted() {
    try (PasswordStore<Table<Value>> rows =
        await(stores.create(one.as(anna), Table.of(RowFormat.VALUES), STORE, password))) {
      String id =
          await(
              one.as(anna)
                  .write(
                      transaction ->
                          transaction.store(rows).map(table -> table.insert(Value.of("row")))));
      assertEquals(Map.of(id, Value.of("row")), await(rows.read()).all());
      assertEquals("PasswordStore[diary of " + root.id() + "]", rows.toString());
    }
  }

  @Test
  @Tag("SEC-3")
  void closedItIsNeitherReadNorWritten() {
    PasswordStore<DocStore> diary = create(one.as(anna));
    edit(one.as(anna), diary, edit -> edit.set("a", "1"));
    Transaction transaction = await(one.as(anna).transaction());
    await(transaction.store(diary)).set("b", "2");
    Tips before = await(one.reader().snapshot());
    diary.close();
    diary.close();
    assertThrows(IllegalStateException.class, () -> await(diary.read()));
    assertThrows(IllegalStateException.class, () -> await(transaction.commit()));
    assertEquals(before, await(one.reader().snapshot()));
  }

  @Test
  void aStoreOfAnotherDatabaseIsRefused() {
    Entry elsewhere = newRoot();
    try (Replica three = new Replica(vertx, elsewhere.id());
        PasswordStore<DocStore> diary = create(one.as(anna))) {
      three.take(elsewhere);
      Transaction transaction = await(three.as(anna).transaction());
      assertThrows(IllegalArgumentException.class, () -> transaction.store(diary));
    }
  }

  @Test
  void moreThanFitsIntoAnEntryIsTold() {
    try (PasswordStore<DocStore> diary = create(one.as(anna))) {
      String text = "x".repeat(1 << 20);
      fails(
          InstanceProblem.TOO_LARGE,
          one.as(anna)
              .write(
                  transaction ->
                      transaction
                          .store(diary)
                          .map(
                              edit -> {
                                edit.set("a", text);
                                return edit;
                              })));
      assertEquals("{}", await(diary.read()).all().toString());
    }
  }

  @Test
  void theSettingsStayAsTheyAre() {
    create(one.as(anna)).close();
    SettingsStore settings = await(one.reader().settings());
    assertEquals(List.of("auth"), List.copyOf(settings.all().toMap().keySet()));
  }
}
