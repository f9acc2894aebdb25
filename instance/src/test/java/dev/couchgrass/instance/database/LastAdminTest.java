package dev.couchgrass.instance.database;

import static dev.couchgrass.instance.database.Replica.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.Bounds;
import dev.couchgrass.instance.auth.Delegation;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.history.Received;
import dev.couchgrass.instance.store.SettingsStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody leaves a database without an admin by mistake. */
class LastAdminTest extends OnVertx {
  private static final KeyGrant ADMIN = KeyGrant.of(new Permission.Admin(3));

  private final SecureRandom random = new SameRandom();
  private final SigningKey anna = SigningKey.generate(random);
  private final PublicKey bert = SigningKey.generate(random).publicKey();
  private Entry root;
  private Replica replica;

  @BeforeEach
  void open() {
    root = new Genesis(Doc.EMPTY, random).sign(anna, InstantSource.fixed(Instant.EPOCH));
    replica = new Replica(vertx, root.id());
    replica.take(root);
  }

  @AfterEach
  void close() {
    replica.close();
  }

  private void edit(Consumer<SettingsStore> change) {
    await(replica.as(anna).write(transaction -> transaction.editSettings(change)));
  }

  private void assertRefused(Consumer<SettingsStore> change) {
    InstanceException failure = assertThrows(InstanceException.class, () -> edit(change));
    assertEquals(InstanceProblem.LAST_ADMIN, failure.problem());
  }

  @Test
  void theLastAdminStays() {
    assertRefused(settings -> settings.revoke(anna.publicKey()));
    assertRefused(
        settings -> settings.grant(anna.publicKey(), KeyGrant.of(new Permission.Write(1))));
    assertRefused(
        settings -> {
          settings.grant(bert, KeyGrant.of(new Permission.Write(1)));
          settings.revoke(anna.publicKey());
        });
    edit(settings -> settings.setName("still hers"));
  }

  @Test
  void whoLeavesAnotherAdminMayGo() {
    edit(
        settings -> {
          settings.grant(bert, ADMIN);
          settings.revoke(anna.publicKey());
        });
  }

  @Test
  void whoLetsAllAdministerMayGo() {
    edit(
        settings -> {
          settings.grantAll(ADMIN);
          settings.revoke(anna.publicKey());
        });
  }

  @Test
  void whoTrustsTheAdminsOfAnotherDatabaseMayGo() {
    Delegation team =
        Delegation.of(root.id(), List.of(root.id()), Bounds.upTo(new Permission.Write(1)));
    assertRefused(
        settings -> {
          settings.trust(team);
          settings.revoke(anna.publicKey());
        });
    edit(
        settings -> {
          settings.trust(
              Delegation.of(root.id(), List.of(root.id()), Bounds.upTo(ADMIN.permission())));
          settings.revoke(anna.publicKey());
        });
  }

  /** All replicas take what others did. */
  @Test
  void whoWishesItLeavesNobody() {
    Transaction transaction = await(replica.as(anna).transaction()).allowLeavingNoAdmin();
    await(transaction.settings()).revoke(anna.publicKey());
    await(transaction.commit());
    assertFalse(await(replica.reader().settings()).auth().hasAdmin());
    try (Replica other = new Replica(vertx, root.id())) {
      Received received = other.pull(replica);
      assertEquals(Map.of(), received.refused());
      assertEquals(await(replica.reader().snapshot()), await(other.reader().snapshot()));
    }
  }
}
