package dev.couchgrass.instance.database;

import static dev.couchgrass.instance.database.Replica.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.TextValue;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.store.DocStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What replicas write to an encrypted store while they are apart is merged, and counts, as in a
 * plain one.
 */
class PasswordStoreMergeTest extends OnDiary {
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
            Optional.of("bert 19"), read.get("only bert 19").map(PasswordStoreMergeTest::textOf));
        assertEquals(
            Optional.of("anna 0"), read.get("only anna 0").map(PasswordStoreMergeTest::textOf));
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
}
