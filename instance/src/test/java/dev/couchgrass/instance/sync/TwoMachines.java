package dev.couchgrass.instance.sync;

import static dev.couchgrass.instance.sync.Machine.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.peer.AccessStatus;
import dev.couchgrass.instance.ticket.Ticket;
import io.vertx.core.Vertx;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Two machines on a network, and a database that they share. */
abstract class TwoMachines {
  static final Permission WRITE = new Permission.Write(10);

  static Vertx vertx;

  final LocalNetwork network = new LocalNetwork();
  Machine alice;
  Machine bob;

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
    alice = Machine.of(vertx, network, "alice");
    bob = Machine.of(vertx, network, "bob");
  }

  @AfterEach
  void close() {
    alice.close();
    bob.close();
  }

  /** A database of Alice's that Bob has, too. */
  Cid shared() {
    Cid database = alice.create("notes").id();
    alice.grant(database, bob.key(), WRITE);
    Ticket ticket = await(alice.sync().share(alice.user(), database));
    assertEquals(
        AccessStatus.GRANTED,
        await(bob.sync().join(bob.user(), ticket, bob.key(), WRITE, Optional.empty())));
    return database;
  }
}
