package dev.couchgrass.instance.database;

import static dev.couchgrass.instance.database.Replica.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.EntryBuilder;
import dev.couchgrass.core.entry.KeyHint;
import dev.couchgrass.core.entry.SigKey;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.entry.Subtree;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.store.DocStore;
import dev.couchgrass.instance.store.SettingsStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Histories in which changes of the settings take away each other, and what they made possible: in
 * whatever order the entries come, one by one or many at once, the end is the same.
 */
class OrdersTest extends OnVertx {
  private static final int ORDERS = 60;
  private final SecureRandom random = new SameRandom();
  private final SigningKey founder = SigningKey.generate(random);
  private final SigningKey mary = SigningKey.generate(random);
  private final SigningKey nora = SigningKey.generate(random);
  private final SigningKey xaver = SigningKey.generate(random);
  private final SigningKey kurt = SigningKey.generate(random);
  private final SigningKey vera = SigningKey.generate(random);
  private final List<Replica> open = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();
  private Entry root;

  @BeforeEach
  void open() {
    root =
        new Genesis(Doc.EMPTY, random)
            .settings(
                settings -> {
                  settings.grant(mary.publicKey(), KeyGrant.of(new Permission.Admin(1)));
                  settings.grant(nora.publicKey(), KeyGrant.of(new Permission.Admin(2)));
                  settings.grant(vera.publicKey(), KeyGrant.of(new Permission.Write(3)));
                  settings.grant(
                      kurt.publicKey(), KeyGrant.of(new Permission.Write(4)).withName("robert"));
                })
            .sign(founder, InstantSource.fixed(Instant.EPOCH));
    entries.add(root);
  }

  @AfterEach
  void close() {
    open.forEach(Replica::close);
  }

  /** A replica that knows the root alone. */
  private Replica branch() {
    Replica replica = new Replica(vertx, root.id());
    open.add(replica);
    replica.take(root);
    return replica;
  }

  private Entry kept(Replica where, Cid id) {
    Entry entry = await(where.entries().get(id)).orElseThrow().entry();
    entries.add(entry);
    return entry;
  }

  private Entry change(Replica where, SigningKey who, Consumer<SettingsStore> change) {
    Transaction transaction = await(where.as(who).transaction());
    change.accept(await(transaction.settings()));
    return kept(where, await(transaction.commit()));
  }

  private Entry write(SignedDatabase database, Replica where, String name) {
    Transaction transaction = await(database.transaction());
    await(transaction.store(DocStore.TYPE, "notes")).set(name, "x");
    return kept(where, await(transaction.commit()));
  }

  private Entry write(Replica where, SigningKey who, String name) {
    return write(where.as(who), where, name);
  }

  /** Delivers everything in many orders, then everything once more as another replica would. */
  private String end() {
    Random orders = new Random(7);
    String first = "";
    for (int i = 0; i < ORDERS; i++) {
      List<Entry> order = new ArrayList<>(entries);
      Collections.shuffle(order, orders);
      Replica replica = new Replica(vertx, root.id());
      for (int from = 0; from < order.size(); ) {
        int to = Math.min(order.size(), from + 1 + orders.nextInt(3));
        replica.take(order.subList(from, to).toArray(Entry[]::new));
        from = to;
      }
      replica.take(order.toArray(Entry[]::new));
      replica.take(order.toArray(Entry[]::new));
      String view = view(replica);
      replica.close();
      if (i == 0) {
        first = view;
      }
      assertEquals(first, view, () -> "in the order " + order);
    }
    return first;
  }

  private static String view(Replica replica) {
    return await(replica.reader().snapshot())
        + "\n"
        + await(replica.reader().settings()).all()
        + "\n"
        + await(replica.reader().read(DocStore.TYPE, "notes")).all();
  }

  private void revoke(Replica where, SigningKey who, SigningKey whom) {
    change(where, who, settings -> settings.revoke(whom.publicKey()));
  }

  private void grant(Replica where, SigningKey who, SigningKey whom, Permission what) {
    change(where, who, settings -> settings.grant(whom.publicKey(), KeyGrant.of(what)));
  }

  /** What a void grant made possible takes nothing from anybody. */
  @Test
  void whoWasLetInByARevokedAdminTakesNothing() {
    Replica one = branch();
    grant(one, mary, xaver, new Permission.Admin(1));
    revoke(one, xaver, nora);
    revoke(branch(), founder, mary);
    grant(branch(), nora, kurt, new Permission.Write(9));
    assertTrue(end().contains("\"priority\":9"));
  }

  /** What a change took that fell itself stands again. */
  @Test
  void whatFellThroughAnotherThatFellStandsAgain() {
    Replica one = branch();
    grant(one, mary, xaver, new Permission.Admin(1));
    revoke(one, xaver, nora);
    Replica two = branch();
    grant(two, nora, xaver, new Permission.Admin(2));
    revoke(two, xaver, vera);
    write(branch(), vera, "late");
    revoke(branch(), founder, mary);
    assertTrue(end().endsWith("{}"));
  }

  /** A key is the same under whatever name. */
  @Test
  void whoWasRenamedByARevokedAdminStillWrites() {
    Replica one = branch();
    change(one, mary, settings -> settings.rename(kurt.publicKey(), "bob"));
    SigKey identity = new SigKey.Direct(new KeyHint.ByName("bob"));
    SignedDatabase named =
        new SignedDatabase(one.core(), Optional.of(new DatabaseKey(kurt, identity)));
    write(named, one, "by name");
    revoke(branch(), founder, mary);
    assertTrue(end().contains("by name"));
  }

  /** Settings that are withheld may be pinned by what does not descend from them. */
  @Test
  void whatPinsWithheldSettingsCountsAndCanBeBuiltOn() {
    Replica one = branch();
    Entry change =
        change(
            one,
            mary,
            settings -> settings.grant(xaver.publicKey(), KeyGrant.of(new Permission.Read())));
    Entry pins =
        EntryBuilder.child(root.id(), List.of(root.id()), List.of(change.id()))
            .height(1)
            .subtree(Subtree.of("notes").withData(Doc.of("pinned", note()).encode()))
            .sign(vera);
    entries.add(pins);
    revoke(branch(), founder, mary);
    assertTrue(end().contains("pinned"));
    Replica late = branch();
    late.take(entries.get(entries.size() - 1));
    late.take(change);
    late.take(pins);
    write(late, vera, "on top");
  }

  private static Value note() {
    return Value.of("x");
  }

  /** Two admins of one rank revoke each other, and each had let somebody write before. */
  @Test
  void ofTwoWhoRevokeEachOtherOneDoes() {
    Replica one = branch();
    grant(one, founder, xaver, new Permission.Admin(1));
    Replica two = branch();
    two.take(entries.get(1));
    revoke(one, mary, xaver);
    write(one, mary, "by mary");
    revoke(two, xaver, mary);
    write(two, xaver, "by xaver");
    assertTrue(end().matches("(?s).*by (mary|xaver).*"));
  }

  /** Nothing of the settings but the store's name is wrong here: it is no change of who may. */
  @Test
  void aChangeOfTheNameIsTakenAsAnythingElse() {
    change(branch(), mary, settings -> settings.setName("mine"));
    revoke(branch(), founder, mary);
    String end = end();
    assertTrue(!end.contains("mine") && !end.contains(StoreNames.ROOT), end);
  }
}
