package dev.couchgrass.instance.database;

import static dev.couchgrass.instance.database.Replica.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.store.DocStore;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What whoever lacks the password sees of an encrypted store. */
class PasswordStoreSecrecyTest extends OnDiary {
  @Test
  @Tag("SEC-20")
  void whoHasNoPasswordSeesThatThereIsSomething() {
    try (PasswordStore<DocStore> diary = create(one.as(anna))) {
      edit(one.as(anna), diary, edit -> edit.set("today", "hay"));
    }
    assertEquals(Map.of(STORE, "encrypted:v0"), await(one.reader().stores()));
    InstanceException failure =
        fails(InstanceProblem.STORE_TYPE, one.reader().read(DocStore.TYPE, STORE));
    assertEquals(Optional.of("encrypted:v0"), failure.detail());
    Transaction transaction = await(one.as(anna).transaction());
    fails(InstanceProblem.STORE_TYPE, transaction.store(DocStore.TYPE, STORE));
    transaction.abandon();
    for (Entry entry : one.all()) {
      String all = new String(entry.bytes(), UTF_8);
      assertFalse(all.contains("today") || all.contains("hay"), all);
      assertFalse(all.contains("docstore"), all);
    }
    Tips now = await(one.reader().snapshot());
    assertEquals(Doc.EMPTY, await(one.core().history().state(STORE, now)));
  }

  @Test
  @Tag("SEC-20")
  void equalChangesAreUnequalPayloads() {
    try (PasswordStore<DocStore> diary = create(one.as(anna))) {
      edit(one.as(anna), diary, edit -> edit.set("a", "1"));
      Cid first = lastOf(one);
      edit(one.as(anna), diary, edit -> edit.set("a", "1"));
      byte[] earlier = await(one.reader().entry(first)).orElseThrow().data(STORE).orElseThrow();
      byte[] later = await(one.reader().entry(lastOf(one))).orElseThrow().data(STORE).orElseThrow();
      assertEquals(earlier.length, later.length);
      assertNotEquals(Hash.of(earlier), Hash.of(later));
    }
  }

  @Test
  @Tag("SEC-8")
  void aWrongPasswordIsToldAndChangesNothing() {
    create(one.as(anna)).close();
    Tips before = await(one.reader().snapshot());
    fails(InstanceProblem.WRONG_PASSWORD, stores.open(one.reader(), DocStore.TYPE, STORE, other));
    fails(
        InstanceProblem.WRONG_PASSWORD,
        stores.changePassword(one.as(anna), STORE, other, password));
    assertEquals(before, await(one.reader().snapshot()));
    open(one, password).close();
  }

  @Test
  @Tag("SEC-10")
  @Tag("SEC-12")
  void aChangedPasswordOpensWhatWasWrittenBefore() {
    try (PasswordStore<DocStore> diary = create(one.as(anna))) {
      Tips made = await(one.reader().snapshot());
      edit(one.as(anna), diary, edit -> edit.set("a", "1"));
      await(stores.changePassword(one.as(anna), STORE, password, other));
      edit(one.as(anna), diary, edit -> edit.set("b", "2"));
      fails(
          InstanceProblem.WRONG_PASSWORD,
          stores.open(one.reader(), DocStore.TYPE, STORE, password));
      try (PasswordStore<DocStore> changed = open(one, other)) {
        assertEquals("{\"a\":\"1\",\"b\":\"2\"}", await(changed.read()).all().toString());
        assertEquals("{}", await(changed.readAt(made)).all().toString());
      }
    }
  }

  @Test
  @Tag("SEC-11")
  void aStoreThatWasCopiedIsNotOpened() {
    create(one.as(anna)).close();
    Tips now = await(one.reader().snapshot());
    Doc index = await(one.core().history().state(StoreNames.INDEX, now));
    Doc moved = Doc.of("copy", index.get(STORE).orElseThrow());
    one.take(forged(one, anna, StoreNames.INDEX, moved.encode()));
    assertEquals("encrypted:v0", await(one.reader().stores()).get("copy"));
    fails(
        InstanceProblem.WRONG_PASSWORD, stores.open(one.reader(), DocStore.TYPE, "copy", password));
  }
}
