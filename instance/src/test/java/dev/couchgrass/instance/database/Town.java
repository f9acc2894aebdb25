package dev.couchgrass.instance.database;

import static dev.couchgrass.instance.database.Replica.await;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Path;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.store.DocStore;
import dev.couchgrass.instance.store.SettingsStore;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Some replicas of one database, and people who write to it, each through any of the replicas. */
final class Town implements AutoCloseable {
  private static final String STORE = "notes";

  /** How often all replicas pull from each other until they must agree. */
  private static final int ROUNDS = 6;

  private final SecureRandom random = new SameRandom();
  private final List<SigningKey> people = new ArrayList<>();
  private final List<Replica> replicas = new ArrayList<>();
  private int written;

  Town(Vertx vertx, int size) {
    for (int i = 0; i < size; i++) {
      people.add(SigningKey.generate(random));
    }
    Entry root =
        new Genesis(Doc.EMPTY, random)
            .settings(this::grantAll)
            .sign(people.get(0), InstantSource.fixed(Instant.EPOCH));
    for (int i = 0; i < size; i++) {
      Replica replica = new Replica(vertx, root.id());
      replica.take(root);
      replicas.add(replica);
    }
  }

  /** The first founds the database; the second and third rank next, alike; the others write. */
  private void grantAll(SettingsStore settings) {
    for (int i = 1; i < people.size(); i++) {
      Permission permission = i < 3 ? new Permission.Admin(1) : new Permission.Write(i);
      settings.grant(people.get(i).publicKey(), KeyGrant.of(permission));
    }
  }

  private Replica replica(int number) {
    return replicas.get(Math.floorMod(number, replicas.size()));
  }

  private SigningKey person(int number) {
    return people.get(Math.floorMod(number, people.size()));
  }

  /** Somebody writes a value, if the settings there allow it. */
  void write(int where, int who, int name) {
    written++;
    attempt(
        where,
        who,
        transaction ->
            await(transaction.store(DocStore.TYPE, STORE)).set("n" + name, Value.of(written)));
  }

  /** Somebody writes to another store, or removes a value. */
  void remove(int where, int who, int name) {
    attempt(
        where,
        who,
        transaction -> {
          await(transaction.store(DocStore.TYPE, STORE)).remove("n" + name);
          await(transaction.store(DocStore.TYPE, "other" + name))
              .set(Path.of("a", "b"), Value.of(written));
        });
  }

  void revoke(int where, int who, int whom) {
    attempt(
        where, who, transaction -> await(transaction.settings()).revoke(person(whom).publicKey()));
  }

  /** Somebody is granted something else. */
  void grant(int where, int who, int whom, int what) {
    Permission permission =
        switch (Math.floorMod(what, 3)) {
          case 0 -> new Permission.Read();
          case 1 -> new Permission.Write(what);
          default -> new Permission.Admin(what);
        };
    attempt(
        where,
        who,
        transaction ->
            await(transaction.settings()).grant(person(whom).publicKey(), KeyGrant.of(permission)));
  }

  private interface Edits {
    void make(Transaction transaction);
  }

  private void attempt(int where, int who, Edits edits) {
    Transaction transaction = await(replica(where).as(person(who)).transaction());
    edits.make(transaction);
    try {
      await(transaction.commit());
    } catch (InstanceException refused) {
      // The settings do not let everybody do everything: that is what is tried.
    }
  }

  /** One takes some of what another has, in any order, some of it twice. */
  void pullSome(int to, int from, int seed) {
    Random order = new Random(seed);
    List<Entry> there = new ArrayList<>(replica(from).all());
    there.addAll(there.subList(0, there.size() / 2));
    Collections.shuffle(there, order);
    int count = order.nextInt(there.size() + 1);
    replica(to).take(there.subList(0, count).toArray(Entry[]::new));
  }

  void pullAll(int to, int from) {
    replica(to).pull(replica(from));
  }

  /** A replica forgets all but what it stored. */
  void restart(int where) {
    replica(where).restart();
  }

  /** All pull from all, until nobody learns anything. */
  void heal() {
    for (int round = 0; round < ROUNDS; round++) {
      int learnt = 0;
      for (Replica to : replicas) {
        for (Replica from : replicas) {
          if (to != from) {
            learnt += to.pull(from).accepted().size();
          }
        }
      }
      if (learnt == 0) {
        return;
      }
    }
  }

  /** What each replica shows: its tips, and what its stores and settings hold. */
  List<String> views() {
    return replicas.stream().map(Town::view).toList();
  }

  private static String view(Replica replica) {
    SignedDatabase database = replica.reader();
    Tips now = await(database.snapshot());
    StringBuilder view = new StringBuilder(now.toString());
    view.append('\n')
        .append(await(database.readAt(SettingsStore.TYPE, StoreNames.SETTINGS, now)).all());
    await(database.stores())
        .forEach(
            (name, type) ->
                view.append('\n')
                    .append(name)
                    .append(await(database.readAt(DocStore.TYPE, name, now)).all()));
    return view.toString();
  }

  @Override
  public void close() {
    replicas.forEach(Replica::close);
    people.forEach(SigningKey::close);
  }
}
