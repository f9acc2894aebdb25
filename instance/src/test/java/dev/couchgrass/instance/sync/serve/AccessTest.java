package dev.couchgrass.instance.sync.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.Bounds;
import dev.couchgrass.instance.auth.Delegation;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.database.DatabaseCore;
import dev.couchgrass.instance.database.DatabaseKey;
import dev.couchgrass.instance.database.DatabaseRegistry;
import dev.couchgrass.instance.database.Genesis;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.store.SettingsStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a key may do by way of databases that trust each other. */
class AccessTest {
  private static final Permission READ = new Permission.Read();
  private static final Permission WRITE = new Permission.Write(5);
  private static final Permission ADMIN = new Permission.Admin(1);

  private static Vertx vertx;

  private final SecureRandom random = new SecureRandom();
  private final SigningKey anna = SigningKey.generate(random);
  private final SigningKey bert = SigningKey.generate(random);
  private Storage storage;
  private DatabaseRegistry databases;

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
    databases =
        new DatabaseRegistry(
            vertx,
            await(storage.entries()),
            new DatabaseCore.Means(InstantSource.system(), random),
            Duration.ofMinutes(1),
            100,
            1L << 20);
  }

  @AfterEach
  void close() {
    await(storage.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("A future did not complete", e);
    }
  }

  private Cid create(Consumer<SettingsStore> settings) {
    Genesis genesis = new Genesis(Doc.EMPTY, random).settings(settings);
    return await(databases.create(genesis.sign(anna, InstantSource.system()), anna)).id();
  }

  private Cid withBert(Permission permission) {
    return create(settings -> settings.grant(bert.publicKey(), KeyGrant.of(permission)));
  }

  private static Delegation trust(Cid database, Bounds bounds) {
    return Delegation.of(database, List.of(database), bounds);
  }

  private Optional<Permission> bertIn(Cid database) {
    return await(new Access(databases).of(database, List.of(bert.publicKey())));
  }

  @Test
  @Tag("SYN-9")
  void ofSeveralWaysToADatabaseTheBestCounts() {
    Cid team = withBert(ADMIN);
    Cid office = create(settings -> settings.trust(trust(team, Bounds.upTo(WRITE))));
    // Whichever is looked at first.
    for (List<Permission> bounds : List.of(List.of(READ, ADMIN), List.of(WRITE, READ))) {
      Cid notes =
          create(
              settings -> {
                settings.trust(trust(team, Bounds.upTo(bounds.get(0))));
                settings.trust(trust(office, Bounds.upTo(bounds.get(1))));
              });
      assertEquals(Optional.of(WRITE), bertIn(notes));
    }
  }

  @Test
  void theBoundsOfAWayCountTogether() {
    Cid team = withBert(READ);
    Cid office = create(settings -> settings.trust(trust(team, Bounds.upTo(ADMIN).withMin(ADMIN))));
    Cid notes = create(settings -> settings.trust(trust(office, Bounds.upTo(WRITE))));
    // As of an entry that is signed by this way: the least is above the most, and not heeded.
    assertEquals(Optional.of(READ), bertIn(notes));
    assertEquals(Optional.of(ADMIN), bertIn(office));
  }

  @Test
  void databasesThatTrustEachOtherAreLookedAtOnce() {
    Cid team = withBert(WRITE);
    Cid office = create(settings -> settings.trust(trust(team, Bounds.upTo(ADMIN))));
    SignedDatabase trusted = asAnna(team);
    await(
        trusted.write(
            transaction ->
                transaction.editSettings(
                    settings -> settings.trust(trust(office, Bounds.upTo(ADMIN))))));
    assertEquals(Optional.of(WRITE), bertIn(office));
    assertEquals(
        Optional.empty(),
        await(new Access(databases).of(office, List.of(SigningKey.generate(random).publicKey()))));
  }

  private SignedDatabase asAnna(Cid database) {
    return new SignedDatabase(databases.core(database), Optional.of(DatabaseKey.of(anna)));
  }
}
