package dev.couchgrass.instance.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.database.DatabaseCore;
import dev.couchgrass.instance.database.DatabaseRegistry;
import dev.couchgrass.instance.database.Genesis;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.secret.KdfParameters;
import dev.couchgrass.instance.secret.LoginThrottle;
import dev.couchgrass.instance.secret.PlainKey;
import dev.couchgrass.instance.secret.SealedKey;
import dev.couchgrass.instance.secret.ThrottleOptions;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of keys when a login fails. */
class KeysAfterFailuresTest {
  private static Vertx vertx;

  private final SecureRandom random = new SecureRandom();
  private final SigningKey root = SigningKey.generate(random);
  private final SigningKey key = SigningKey.generate(random);

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("A future did not complete", e);
    }
  }

  private KeyRow sealedUnder(SigningKey other) {
    return new KeyRow(SealedKey.seal(key, other, random), Optional.empty(), Instant.EPOCH);
  }

  @Test
  void aKeyThatTheRootDoesNotOpenIsDamaged() {
    assertEquals(key.publicKey(), KeyRows.open(sealedUnder(root), root).publicKey());
    InstanceException failure =
        assertThrows(
            InstanceException.class,
            () -> KeyRows.open(sealedUnder(SigningKey.generate(random)), root));
    assertEquals(InstanceProblem.INSTANCE_DAMAGED, failure.problem());
  }

  @Test
  void theRootOfAUserWhoCanNotBeOpenedIsOverwritten() {
    Storage storage = await(MemoryStorage.open(vertx));
    InstantSource clock = InstantSource.system();
    DatabaseRegistry databases =
        new DatabaseRegistry(
            vertx,
            await(storage.entries()),
            new DatabaseCore.Means(clock, random),
            Duration.ofMinutes(1),
            100,
            1L << 20);
    Entry own = new Genesis(Doc.EMPTY, random).sign(root, clock);
    SignedDatabase users = await(databases.create(own, root));
    Accounts accounts =
        new Accounts(
            vertx,
            root.publicKey(),
            users,
            databases,
            KdfParameters.DEFAULTS,
            new LoginThrottle(ThrottleOptions.DEFAULTS, clock));
    UserRow row =
        new UserRow(
            new UserName("anna"),
            own.id(),
            Optional.of(own),
            PlainKey.of(root),
            Instant.EPOCH,
            UserStatus.ACTIVE);
    assertThrows(
        IllegalArgumentException.class,
        () -> await(User.open(accounts, "not an id", row, root, databases)));
    assertTrue(root.isClosed());
    await(storage.close());
  }
}
