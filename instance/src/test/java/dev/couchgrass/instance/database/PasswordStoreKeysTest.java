package dev.couchgrass.instance.database;

import static dev.couchgrass.instance.database.Replica.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.secret.EncryptedStoreConfig;
import dev.couchgrass.instance.secret.StoreBinding;
import dev.couchgrass.instance.store.DocStore;
import dev.couchgrass.instance.store.RowFormat;
import dev.couchgrass.instance.store.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How encrypted stores are made and found, and which of their keys are tried. */
class PasswordStoreKeysTest extends OnDiary {
  @Test
  void aStoreIsMadeOnce() {
    create(one.as(anna)).close();
    Tips before = await(one.reader().snapshot());
    fails(InstanceProblem.STORE_EXISTS, stores.create(one.as(anna), DocStore.TYPE, STORE, other));
    for (String name : List.of("_mine", StoreNames.SETTINGS, "", "x".repeat(256))) {
      fails(
          InstanceProblem.ILLEGAL_STORE_NAME,
          stores.create(one.as(anna), DocStore.TYPE, name, other));
    }
    fails(InstanceProblem.KEY_NEEDED, stores.create(one.reader(), DocStore.TYPE, "another", other));
    assertEquals(before, await(one.reader().snapshot()));
  }

  @Test
  void whatIsNotThereOrOfAnotherTypeIsTold() {
    fails(InstanceProblem.STORE_MISSING, stores.open(one.reader(), DocStore.TYPE, STORE, password));
    Tips before = await(one.reader().snapshot());
    try (PasswordStore<DocStore> diary = create(one.as(anna))) {
      fails(InstanceProblem.STORE_MISSING, diary.readAt(before));
      Transaction early = await(one.as(anna).transactionAt(before));
      fails(InstanceProblem.STORE_MISSING, early.store(diary));
      early.abandon();
      InstanceException failure =
          fails(
              InstanceProblem.STORE_TYPE,
              stores.open(one.reader(), Table.of(RowFormat.VALUES), STORE, password));
      assertEquals(Optional.of("docstore:v0"), failure.detail());
    }
    Transaction plain = await(one.as(anna).transaction());
    await(plain.store(DocStore.TYPE, "plain")).set("a", "1");
    await(plain.commit());
    fails(InstanceProblem.STORE_TYPE, stores.open(one.reader(), DocStore.TYPE, "plain", password));
  }

  @Test
  @Tag("SEC-22")
  void ofTwoWhoMakeAStoreAtOnceBothKeysStay() {
    try (PasswordStore<DocStore> mine = create(one.as(anna));
        PasswordStore<DocStore> his =
            await(stores.create(two.as(bert), DocStore.TYPE, STORE, password))) {
      edit(one.as(anna), mine, edit -> edit.set("a", "1"));
      edit(two.as(bert), his, edit -> edit.set("b", "2"));
      one.pull(two);
      two.pull(one);
      fails(InstanceProblem.STORE_UNREADABLE, mine.read());
    }
    for (Replica replica : List.of(one, two)) {
      try (PasswordStore<DocStore> both = open(replica, password)) {
        assertEquals("{\"a\":\"1\",\"b\":\"2\"}", await(both.read()).all().toString());
      }
    }
    await(stores.changePassword(one.as(anna), STORE, password, other));
    try (PasswordStore<DocStore> both = open(one, other)) {
      assertEquals("{\"a\":\"1\",\"b\":\"2\"}", await(both.read()).all().toString());
    }
  }

  @Test
  @Tag("SEC-22")
  void aMalformedKeyHindersNobody() {
    create(one.as(anna)).close();
    Doc junk =
        Doc.of(
            STORE,
            Doc.of(
                "keys",
                Doc.of(Map.of("0", Value.of("junk"), "00", Doc.of("config", Value.of(1))))));
    one.take(forged(one, bert, StoreNames.INDEX, junk.encode()));
    open(one, password).close();
  }

  @Test
  @Tag("SEC-22")
  void noMoreKeysAreTriedThanALimit() {
    create(one.as(anna)).close();
    StoreKeys own = keys();
    StoreKeys.Key wrong =
        new StoreKeys.Key(
            EncryptedStoreConfig.create(other, new StoreBinding(root.id(), STORE), CHEAP, RANDOM),
            new byte[40]);
    SortedMap<String, StoreKeys.Key> before = new TreeMap<>(own.keys());
    for (int i = 0; i < 15; i++) {
      before.put("!" + (char) ('a' + i), wrong);
    }
    putKeys(new StoreKeys(before));
    open(one, password).close();
    before.put("!z", wrong);
    putKeys(new StoreKeys(before));
    fails(
        InstanceProblem.WRONG_PASSWORD, stores.open(one.reader(), DocStore.TYPE, STORE, password));
  }

  private StoreKeys keys() {
    Tips now = await(one.reader().snapshot());
    return StoreIndex.keys(await(one.core().history().state(StoreNames.INDEX, now)), STORE);
  }

  private void putKeys(StoreKeys keys) {
    Doc change = Doc.of(STORE, Doc.of("keys", keys.toDoc()));
    one.take(forged(one, bert, StoreNames.INDEX, change.encode()));
  }
}
