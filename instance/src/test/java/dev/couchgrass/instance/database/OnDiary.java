package dev.couchgrass.instance.database;

import static dev.couchgrass.instance.database.Replica.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.EntryBuilder;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.entry.Subtree;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.secret.KdfParameters;
import dev.couchgrass.instance.secret.Password;
import dev.couchgrass.instance.store.DocStore;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Tests of an encrypted store, the diary, of a database that Anna founded and Bert writes to. */
abstract class OnDiary extends OnVertx {
  static final SecureRandom RANDOM = new SecureRandom();
  static final KdfParameters CHEAP = new KdfParameters(KdfParameters.MIN_MEMORY_KIB, 1, 1);
  static final String STORE = "diary";
  static PasswordStores stores;

  final SigningKey anna = SigningKey.generate(RANDOM);
  final SigningKey bert = SigningKey.generate(RANDOM);
  final Password password = Password.of("hay in the barn");
  final Password other = Password.of("hay in the field");
  Entry root;
  Replica one;
  Replica two;

  @BeforeAll
  static void makeStores() {
    stores = new PasswordStores(vertx, CHEAP);
  }

  Entry newRoot() {
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

  PasswordStore<DocStore> create(SignedDatabase database) {
    return await(stores.create(database, DocStore.TYPE, STORE, password));
  }

  PasswordStore<DocStore> open(Replica replica, Password with) {
    return await(stores.open(replica.reader(), DocStore.TYPE, STORE, with));
  }

  static void edit(
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

  static InstanceException fails(InstanceProblem problem, Future<?> future) {
    InstanceException failure = assertThrows(InstanceException.class, () -> await(future));
    assertEquals(problem, failure.problem());
    return failure;
  }

  static Cid lastOf(Replica replica) {
    return await(replica.reader().snapshot()).ids().get(0);
  }

  /** An entry that somebody made by hand, on top of all that is there. */
  static Entry forged(Replica replica, SigningKey signer, String store, byte[] data) {
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
}
