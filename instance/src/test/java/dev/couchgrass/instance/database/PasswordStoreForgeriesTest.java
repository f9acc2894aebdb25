package dev.couchgrass.instance.database;

import static dev.couchgrass.instance.database.Replica.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.store.DocStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What others put into an encrypted store without its key, or for another place, is told. */
class PasswordStoreForgeriesTest extends OnDiary {
  private void assertUnreadable(Entry forged, PasswordStore<DocStore> diary) {
    Tips before = await(one.reader().snapshot());
    Doc content = await(diary.read()).all();
    assertEquals(List.of(forged.id()), one.take(forged).accepted());
    InstanceException failure = fails(InstanceProblem.STORE_UNREADABLE, diary.read());
    assertEquals(Optional.of(forged.id().toString()), failure.detail());
    Transaction transaction = await(one.as(anna).transaction());
    fails(InstanceProblem.STORE_UNREADABLE, transaction.store(diary));
    transaction.abandon();
    assertEquals(content, await(diary.readAt(before)).all());
  }

  private byte[] payload(PasswordStore<DocStore> diary) {
    edit(one.as(anna), diary, edit -> edit.set("a", "1"));
    return await(one.reader().entry(lastOf(one))).orElseThrow().data(STORE).orElseThrow();
  }

  @Test
  @Tag("SEC-13")
  @Tag("SEC-21")
  void aDamagedPayloadIsToldWithItsEntry() {
    try (PasswordStore<DocStore> diary = create(one.as(anna))) {
      byte[] damaged = payload(diary).clone();
      damaged[damaged.length / 2] ^= 1;
      assertUnreadable(forged(one, bert, STORE, damaged), diary);
    }
  }

  @Test
  @Tag("SEC-21")
  void aPlainChangeInAnEncryptedStoreIsTold() {
    try (PasswordStore<DocStore> diary = create(one.as(anna))) {
      payload(diary);
      byte[] plain = Doc.of("a", Value.of("2")).encode();
      assertUnreadable(forged(one, bert, STORE, plain), diary);
    }
  }

  @Test
  @Tag("SEC-21")
  void aPayloadThatIsWrittenOnceMoreIsTold() {
    try (PasswordStore<DocStore> diary = create(one.as(anna))) {
      byte[] old = payload(diary);
      edit(one.as(anna), diary, edit -> edit.set("a", "2"));
      assertUnreadable(forged(one, bert, STORE, old), diary);
    }
  }

  @Test
  @Tag("SEC-21")
  void aPayloadThatIsNoChangeIsTold() {
    try (PasswordStore<DocStore> diary = create(one.as(anna))) {
      payload(diary);
      StoreKeys keys =
          StoreIndex.keys(
              await(one.core().history().state(StoreNames.INDEX, await(one.reader().snapshot()))),
              STORE);
      byte[] type = keys.keys().values().iterator().next().type();
      assertUnreadable(forged(one, bert, STORE, type), diary);
    }
  }

  @Test
  @Tag("SEC-13")
  @Tag("SEC-21")
  void thePayloadOfAnotherStoreIsTold() {
    try (PasswordStore<DocStore> diary = create(one.as(anna));
        PasswordStore<DocStore> second =
            await(stores.create(one.as(anna), DocStore.TYPE, "second", password))) {
      byte[] moved = payload(diary);
      edit(one.as(anna), second, edit -> edit.set("b", "2"));
      Entry forged = forged(one, bert, "second", moved);
      one.take(forged);
      fails(InstanceProblem.STORE_UNREADABLE, second.read());
      assertEquals(Optional.of("1"), await(diary.read()).text("a"));
    }
  }
}
