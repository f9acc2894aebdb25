package dev.couchgrass.instance.database;

import static dev.couchgrass.instance.database.Replica.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Path;
import dev.couchgrass.core.crdt.TextValue;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.EntryBuilder;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.entry.Subtree;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.secret.EncryptedStoreConfig;
import dev.couchgrass.instance.secret.KdfParameters;
import dev.couchgrass.instance.secret.Password;
import dev.couchgrass.instance.secret.StoreBinding;
import dev.couchgrass.instance.store.DocStore;
import dev.couchgrass.instance.store.RowFormat;
import dev.couchgrass.instance.store.SettingsStore;
import dev.couchgrass.instance.store.Table;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PasswordStoreTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final KdfParameters CHEAP = new KdfParameters(KdfParameters.MIN_MEMORY_KIB, 1, 1);
  private static final String STORE = "diary";
  private static Vertx vertx;
  private static PasswordStores stores;

  private final SigningKey anna = SigningKey.generate(RANDOM);
  private final SigningKey bert = SigningKey.generate(RANDOM);
  private final Password password = Password.of("hay in the barn");
  private final Password other = Password.of("hay in the field");
  private Entry root;
  private Replica one;
  private Replica two;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    stores = new PasswordStores(vertx, CHEAP);
  }

  @AfterAll
  static void stop() {
    await(vertx.close());
  }

  private Entry newRoot() {
    return new Genesis(Doc.EMPTY, RANDOM)
        .settings(
            settings -> settings.grant(bert.publicKey(), KeyGrant.of(new Permission.Write(10))))
        .sign(anna, InstantSource.system());
  }

  @BeforeEach
  void open() {
    root = newRoot();
    one = new Replica(vertx, root.id());
    two = new Replica(vertx, root.id());
    one.take(root);
    two.take(root);
  }

  @AfterEach
  void close() {
    one.close();
    two.close();
    password.close();
    other.close();
  }

  private PasswordStore<DocStore> create(SignedDatabase database) {
    return await(stores.create(database, DocStore.TYPE, STORE, password));
  }

  private PasswordStore<DocStore> open(Replica replica, Password with) {
    return await(stores.open(replica.reader(), DocStore.TYPE, STORE, with));
  }

  private static void edit(
      SignedDatabase database, PasswordStore<DocStore> store, Consumer<DocStore> edit) {
    await(
        database.write(
            transaction ->
                transaction
                    .store(store)
                    .map(
                        opened -> {
                          edit.accept(opened);
                          return opened;
                        })));
  }

  private static InstanceException fails(InstanceProblem problem, Future<?> future) {
    InstanceException failure = assertThrows(InstanceException.class, () -> await(future));
    assertEquals(problem, failure.problem());
    return failure;
  }

  private static Cid lastOf(Replica replica) {
    return await(replica.reader().snapshot()).ids().get(0);
  }

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
  @Tag("SEC-19")
  void replicasThatWroteApartAgreeAsInAPlainStore() {
    try (PasswordStore<DocStore> diary = create(one.as(anna))) {
      two.pull(one);
      try (PasswordStore<DocStore> berts = open(two, password)) {
        for (int i = 0; i < 20; i++) {
          String mine = "anna " + i;
          String his = "bert " + i;
          String both = "n" + i % 5;
          writeBoth(one.as(anna), diary, both, mine);
          writeBoth(two.as(bert), berts, both, his);
          if (i % 4 == 3) {
            two.pull(one);
            one.pull(two);
          }
        }
        Doc read = await(diary.read()).all();
        assertEquals(read, await(berts.read()).all());
        assertEquals(await(one.reader().read(DocStore.TYPE, "plain")).all(), read);
        assertEquals(
            Optional.of("bert 19"), read.get("only bert 19").map(PasswordStoreTest::textOf));
        assertEquals(Optional.of("anna 0"), read.get("only anna 0").map(PasswordStoreTest::textOf));
      }
      try (PasswordStore<DocStore> again = open(two, password)) {
        assertEquals(await(diary.read()).all(), await(again.read()).all());
      }
    }
  }

  private static String textOf(Value value) {
    return ((TextValue) value).value();
  }

  /** The same into a plain store and the encrypted one. */
  private static void writeBoth(
      SignedDatabase database, PasswordStore<DocStore> store, String name, String text) {
    Transaction transaction = await(database.transaction());
    for (DocStore each :
        List.of(
            await(transaction.store(store)), await(transaction.store(DocStore.TYPE, "plain")))) {
      each.set(name, text);
      each.set("only " + text, text);
      each.remove("only " + text.replaceAll("\\d+", "") + "7");
    }
    await(transaction.commit());
  }

  @Test
  void whatIsVoidIsNotRead() {
    try (PasswordStore<DocStore> diary = create(one.as(anna))) {
      two.pull(one);
      try (PasswordStore<DocStore> berts = open(two, password)) {
        edit(two.as(bert), berts, edit -> edit.set("late", "unknown to anna"));
        assertEquals(Optional.of("unknown to anna"), await(berts.read()).text("late"));
        Transaction revocation = await(one.as(anna).transaction());
        await(revocation.settings()).revoke(bert.publicKey());
        await(revocation.commit());
        edit(one.as(anna), diary, edit -> edit.set("mine", "1"));
        two.pull(one);
        one.pull(two);
        assertEquals(await(one.reader().snapshot()), await(two.reader().snapshot()));
        assertEquals(Map.of("mine", Value.of("1")), await(diary.read()).all().toMap());
        assertEquals(Map.of("mine", Value.of("1")), await(berts.read()).all().toMap());
      }
    }
  }

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

  /** An entry that somebody made by hand, on top of all that is there. */
  private static Entry forged(Replica replica, SigningKey signer, String store, byte[] data) {
    SignedDatabase database = replica.reader();
    Tips now = await(database.snapshot());
    Tips pin = await(replica.entries().tipsAt(database.id(), StoreNames.SETTINGS, now));
    Tips parents = await(replica.entries().tipsAt(database.id(), store, now));
    long height =
        1
            + now.ids().stream()
                .mapToLong(id -> await(database.entry(id)).orElseThrow().height())
                .max()
                .orElseThrow();
    return EntryBuilder.child(database.id(), now.ids(), pin.ids())
        .height(height)
        .signer(DatabaseKey.of(signer).identity())
        .subtree(Subtree.of(store).withParents(parents.ids()).withData(data))
        .sign(signer);
  }

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

  /** The moment of the store stays the same, and what it says does not. */
  @Test
  @Tag("SEC-19")
  void whatBecomesVoidIsReadNoMore() {
    SigningKey carl = SigningKey.generate(RANDOM);
    Transaction grant = await(one.as(anna).transaction());
    await(grant.settings()).grant(carl.publicKey(), KeyGrant.of(new Permission.Write(5)));
    await(grant.commit());
    try (PasswordStore<DocStore> diary = create(one.as(anna))) {
      two.pull(one);
      try (PasswordStore<DocStore> theirs = open(two, password)) {
        edit(two.as(bert), theirs, edit -> edit.set("late", "1"));
        edit(two.as(carl), theirs, edit -> edit.set("honest", "2"));
        assertEquals(2, await(theirs.read()).all().size());
        Transaction revocation = await(one.as(anna).transaction());
        await(revocation.settings()).revoke(bert.publicKey());
        await(revocation.commit());
        two.pull(one);
        one.pull(two);
        assertEquals("{\"honest\":\"2\"}", await(theirs.read()).all().toString());
        assertEquals("{\"honest\":\"2\"}", await(diary.read()).all().toString());
      }
    }
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
