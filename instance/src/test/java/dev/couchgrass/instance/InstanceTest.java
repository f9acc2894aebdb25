package dev.couchgrass.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.KeyHint;
import dev.couchgrass.core.entry.SigKey;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.secret.KdfParameters;
import dev.couchgrass.instance.secret.Password;
import dev.couchgrass.instance.store.DocStore;
import dev.couchgrass.instance.time.FixedClock;
import dev.couchgrass.instance.user.SyncSettings;
import dev.couchgrass.instance.user.User;
import dev.couchgrass.instance.user.UserName;
import dev.couchgrass.instance.user.UserStatus;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InstanceTest {
  private static final Optional<Password> NONE = Optional.empty();
  private static Vertx vertx;

  private final FixedClock clock = new FixedClock();
  private final InstanceOptions options =
      InstanceOptions.DEFAULTS
          .withClock(clock)
          .withPasswords(KdfParameters.DEFAULTS.withMemoryKib(KdfParameters.MIN_MEMORY_KIB));
  private Storage storage;
  private Instance instance;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    await(vertx.close());
  }

  @BeforeEach
  void open() {
    storage = await(MemoryStorage.open(vertx));
    instance = await(Instance.open(vertx, storage, options));
  }

  @AfterEach
  void close() {
    instance.close();
    await(storage.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("A future did not complete", e);
    }
  }

  private static void assertFails(InstanceProblem problem, Future<?> future) {
    InstanceException failure = assertThrows(InstanceException.class, () -> await(future));
    assertEquals(problem, failure.problem());
  }

  private static Optional<Password> password(String text) {
    return Optional.of(Password.of(text));
  }

  @Test
  void whoOpensItAgainFindsTheSame() {
    PublicKey id = instance.id();
    await(instance.createUser("alice", NONE));
    Instance again = await(Instance.open(vertx, storage, options));
    assertEquals(id, again.id());
    assertEquals(List.of(new UserName("alice")), await(again.listUsers()));
    assertFails(InstanceProblem.INSTANCE_EXISTS, Instance.create(vertx, storage, options));
    again.close();
  }

  @Test
  void ofTwoWhoCreateAtOnceOneDoes() {
    Storage fresh = await(MemoryStorage.open(vertx));
    Future<Instance> one = Instance.create(vertx, fresh, options);
    Future<Instance> two = Instance.create(vertx, fresh, options);
    await(Future.join(one, two).otherwiseEmpty());
    assertNotEquals(one.succeeded(), two.succeeded());
    await(fresh.close());
  }

  @Test
  void usersHaveNamesOfTheirOwnEvenInARace() {
    List<Future<UUID>> races = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      races.add(instance.createUser("bob", NONE));
    }
    await(Future.join(races).otherwiseEmpty());
    assertEquals(1, races.stream().filter(Future::succeeded).count());
    assertEquals(List.of(new UserName("bob")), await(instance.listUsers()));
  }

  @Test
  void passwordsAreNeededRightAndOnlyWhereThereIsOne() {
    await(instance.createUser("open", NONE));
    await(instance.createUser("closed", password("secret")));
    assertFails(InstanceProblem.PASSWORD_UNKNOWN, instance.loginUser("open", password("x")));
    assertFails(InstanceProblem.PASSWORD_NEEDED, instance.loginUser("closed", NONE));
    assertFails(InstanceProblem.WRONG_PASSWORD, instance.loginUser("closed", password("Secret")));
    assertFails(InstanceProblem.USER_MISSING, instance.loginUser("nobody", NONE));
    assertFails(InstanceProblem.ILLEGAL_USER_NAME, instance.createUser(" ", NONE));
    User user = await(instance.loginUser("closed", password("secret")));
    assertEquals("closed", user.name().value());
    user.logout();
    assertThrows(IllegalStateException.class, user::keys);
  }

  @Test
  void whoGuessesWaits() {
    await(instance.createUser("alice", password("secret")));
    for (int i = 0; i < options.throttle().attempts(); i++) {
      assertFails(InstanceProblem.WRONG_PASSWORD, instance.loginUser("alice", password("no")));
    }
    assertFails(InstanceProblem.TOO_MANY_LOGINS, instance.loginUser("alice", password("secret")));
    clock.advance(Duration.ofSeconds(2));
    await(instance.loginUser("alice", password("secret"))).logout();
  }

  @Test
  void aDisabledUserMayNotLogIn() {
    await(instance.createUser("alice", NONE));
    await(instance.setUserStatus("alice", UserStatus.DISABLED));
    assertFails(InstanceProblem.USER_DISABLED, instance.loginUser("alice", NONE));
    await(instance.setUserStatus("alice", UserStatus.ACTIVE));
    await(instance.loginUser("alice", NONE)).logout();
  }

  @Test
  void aPasswordIsChangedAndTheKeysStay() {
    await(instance.createUser("alice", password("one")));
    User user = await(instance.loginUser("alice", password("one")));
    PublicKey second = await(user.addKey(Optional.of("laptop")));
    SignedDatabase database =
        await(user.createDatabase(Doc.of("name", Value.of("notes")), second, g -> g));
    assertFails(
        InstanceProblem.WRONG_PASSWORD, user.changePassword(password("x"), password("two")));
    await(user.changePassword(password("one"), password("two")));
    user.logout();
    assertFails(InstanceProblem.WRONG_PASSWORD, instance.loginUser("alice", password("one")));
    User again = await(instance.loginUser("alice", password("two")));
    assertEquals(2, await(again.keys()).size());
    assertEquals(second, await(again.keysNamed("laptop")).get(0).key());
    SignedDatabase opened = await(again.openDatabase(database.id()));
    await(opened.write(transaction -> transaction.store(DocStore.TYPE, "a").map(store -> store)));
    again.logout();
  }

  @Test
  void databasesAreFoundOpenedAndTracked() {
    await(instance.createUser("alice", NONE));
    await(instance.createUser("bob", NONE));
    User alice = await(instance.loginUser("alice", NONE));
    User bob = await(instance.loginUser("bob", NONE));
    SignedDatabase notes = await(alice.createDatabase(Doc.of("name", Value.of("notes"))));
    assertTrue(await(instance.hasDatabase(notes.id())));
    assertEquals(notes.id(), await(alice.findDatabases("notes")).get(0).id());
    assertEquals(List.of(), await(alice.findDatabases("other")));
    assertEquals(1, await(alice.databases()).size());
    assertEquals(Optional.of(await(alice.defaultKey())), await(alice.findKey(notes.id())));
    assertEquals(Optional.empty(), await(bob.findKey(notes.id())));
    assertFails(InstanceProblem.NO_KEY_FOR_DATABASE, bob.openDatabase(notes.id()));
    await(bob.track(notes.id(), await(bob.defaultKey()), SyncSettings.OFF));
    SignedDatabase strange = await(bob.openDatabase(notes.id()));
    assertFails(
        InstanceProblem.NOT_ALLOWED,
        strange.write(
            transaction ->
                transaction
                    .store(DocStore.TYPE, "a")
                    .map(
                        store -> {
                          store.set("x", "y");
                          return store;
                        })));
    await(alice.untrack(notes.id()));
    assertEquals(List.of(), await(alice.databases()));
    assertFalse(await(instance.database(notes.id()).snapshot()).isEmpty());
    alice.logout();
    bob.logout();
  }

  /** Each changes what it has just read, and the other may have changed. */
  @Test
  void whoIsLoggedInTwiceLosesNothing() {
    await(instance.createUser("anna", NONE));
    try (User first = await(instance.loginUser("anna", NONE))) {
      List<PublicKey> keys = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        keys.add(await(first.addKey(Optional.empty())));
      }
      Cid database = await(first.createDatabase(Doc.EMPTY)).id();
      try (User second = await(instance.loginUser("anna", NONE))) {
        List<Future<Void>> changes = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
          User user = i % 2 == 0 ? first : second;
          changes.add(
              user.mapKey(
                  keys.get(i), database, new SigKey.Direct(new KeyHint.ByKey(keys.get(i)))));
        }
        await(Future.all(changes));
      }
      for (PublicKey key : keys) {
        assertTrue(await(first.keyMapping(key, database)).isPresent());
      }
    }
  }

  @Test
  void whoLoggedInIsNoGuesserAnyMore() {
    await(instance.createUser("alice", password("a")));
    for (int i = 0; i < 3; i++) {
      for (int failed = 0; failed < 4; failed++) {
        assertFails(InstanceProblem.WRONG_PASSWORD, instance.loginUser("alice", password("b")));
      }
      await(instance.loginUser("alice", password("a"))).close();
    }
    for (int i = 0; i < 7; i++) {
      await(instance.loginUser("alice", password("a"))).close();
    }
  }
}
