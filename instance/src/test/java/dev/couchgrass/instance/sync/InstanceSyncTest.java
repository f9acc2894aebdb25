package dev.couchgrass.instance.sync;

import static dev.couchgrass.instance.sync.Machine.assertFails;
import static dev.couchgrass.instance.sync.Machine.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.database.WriteEvent;
import dev.couchgrass.instance.database.WriteSource;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.peer.AccessRequest;
import dev.couchgrass.instance.peer.AccessStatus;
import dev.couchgrass.instance.peer.SyncReport;
import dev.couchgrass.instance.store.RowFormat;
import dev.couchgrass.instance.store.Table;
import dev.couchgrass.instance.ticket.Ticket;
import dev.couchgrass.instance.user.SyncSettings;
import dev.couchgrass.instance.user.User;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two machines that share a database. */
class InstanceSyncTest extends TwoMachines {
  private static final Optional<String> PLEASE = Optional.of("it is me");

  private static final RowFormat<Value> ANYTHING =
      new RowFormat<>() {
        @Override
        public Value write(Value row) {
          return row;
        }

        @Override
        public Value read(Value value) {
          return value;
        }
      };

  @Test
  void whoWasLetInHasItAtOnce() {
    Cid database = alice.create("notes").id();
    alice.write(database, "milk", "2 l");
    alice.grant(database, bob.key(), WRITE);
    Ticket ticket = await(alice.sync().share(alice.user(), database));
    await(bob.sync().join(bob.user(), ticket, bob.key(), WRITE, Optional.empty()));
    assertEquals(Optional.of("2 l"), bob.read(database, "milk"));
  }

  @Test
  @Tag("SYN-18")
  void whatIsWrittenIsSentAtOnceBothWays() {
    Cid database = shared();
    // Bob knows where Alice is, and so she gets and he fetches. She does not know where he is.
    bob.write(database, "bread", "1");
    alice.awaitValue(database, "bread", "1");
    await(
        alice
            .sync()
            .addPeer(bob.instance().id(), List.of(LocalNetwork.address("bob")))
            .compose(peer -> alice.sync().link(database, peer.key())));
    alice.write(database, "milk", "2 l");
    bob.awaitValue(database, "milk", "2 l");
    assertEquals(await(alice.open(database).snapshot()), await(bob.open(database).snapshot()));
  }

  @Test
  @Tag("SYN-22")
  @Tag("SYN-23")
  void whoAsksWaitsUntilAnAdminDecides() {
    Cid database = alice.create("notes").id();
    alice.write(database, "milk", "2 l");
    Ticket ticket = await(alice.sync().share(alice.user(), database));
    assertEquals(
        AccessStatus.PENDING, await(bob.sync().join(bob.user(), ticket, bob.key(), WRITE, PLEASE)));
    assertFails(InstanceProblem.PEER_DECLINED, bob.sync().sync(database));
    assertFails(InstanceProblem.DATABASE_MISSING, bob.user().openDatabase(database));
    // Asked twice is asked once.
    await(bob.sync().join(bob.user(), ticket, bob.key(), WRITE, PLEASE));

    List<AccessRequest> requests = await(alice.sync().accessRequests());
    assertEquals(1, requests.size());
    AccessRequest request = requests.get(0);
    assertEquals(bob.key(), request.key());
    assertEquals(bob.instance().id(), request.instance());
    assertEquals(Optional.of("bob"), request.name());
    assertEquals(PLEASE, request.message());
    assertEquals(AccessStatus.PENDING, request.status());

    AccessRequest approved = await(alice.sync().approve(alice.user(), request.id()));
    assertEquals(AccessStatus.GRANTED, approved.status());
    assertEquals(Optional.of(alice.key()), approved.decidedBy());
    assertFails(InstanceProblem.REQUEST_DECIDED, alice.sync().approve(alice.user(), request.id()));
    assertFails(InstanceProblem.REQUEST_MISSING, alice.sync().approve(alice.user(), "none"));
    // Bob said where he is, so that Alice sends him what there is.
    bob.awaitValue(database, "milk", "2 l");
    bob.write(database, "bread", "1");
    alice.awaitValue(database, "bread", "1");
  }

  @Test
  @Tag("SYN-23")
  void ofTwoWhoDecideAtOnceOneDoes() {
    Cid database = alice.create("notes").id();
    Ticket ticket = await(alice.sync().share(alice.user(), database));
    await(bob.sync().join(bob.user(), ticket, WRITE));
    String id = await(alice.sync().accessRequests()).get(0).id();
    Future<AccessRequest> yes = alice.sync().approve(alice.user(), id);
    Future<AccessRequest> no = alice.sync().reject(alice.user(), id);
    await(Future.join(yes, no).otherwiseEmpty());
    assertTrue(yes.succeeded() != no.succeeded());
    boolean in = await(alice.open(database).settings()).auth().key(bob.key()).isPresent();
    assertEquals(yes.succeeded(), in);
  }

  @Test
  void whatOneUserWritesAmissHarmsNoOther() {
    Cid database = shared();
    await(alice.instance().createUser("carol", Optional.empty()));
    User carol = await(alice.instance().loginUser("carol", Optional.empty()));
    await(
        carol
            .ownDatabase()
            .write(
                it ->
                    it.edit(
                        Table.of(ANYTHING),
                        "databases",
                        table -> table.set("nothing", Value.of("nothing")))));
    bob.write(database, "bread", "1");
    await(bob.sync().flush());
    assertEquals(Optional.of("1"), alice.read(database, "bread"));
  }

  @Test
  void whoWasRejectedStaysOut() {
    Cid database = alice.create("notes").id();
    Ticket ticket = await(alice.sync().share(alice.user(), database));
    await(bob.sync().join(bob.user(), ticket, bob.key(), WRITE, PLEASE));
    String id = await(alice.sync().accessRequests()).get(0).id();
    await(alice.sync().reject(alice.user(), id));
    assertEquals(
        AccessStatus.REJECTED,
        await(bob.sync().join(bob.user(), ticket, bob.key(), WRITE, PLEASE)));
    assertFails(InstanceProblem.PEER_DECLINED, bob.sync().sync(database));
    assertFails(InstanceProblem.REQUEST_DECIDED, alice.sync().approve(alice.user(), id));
  }

  @Test
  @Tag("SYN-23")
  void onlyAnAdminDecides() {
    Cid database = shared();
    await(bob.sync().share(bob.user(), database));
    try (Machine carol = Machine.of(vertx, network, "carol")) {
      Ticket atBobs = new Ticket(database, List.of(LocalNetwork.address("bob")));
      assertEquals(
          AccessStatus.PENDING,
          await(carol.sync().join(carol.user(), atBobs, carol.key(), WRITE, PLEASE)));
      String id = await(bob.sync().accessRequests()).get(0).id();
      assertFails(InstanceProblem.NOT_ALLOWED, bob.sync().approve(bob.user(), id));
      assertFails(InstanceProblem.NOT_ALLOWED, bob.sync().reject(bob.user(), id));
      assertEquals(AccessStatus.PENDING, await(bob.sync().accessRequests()).get(0).status());
    }
  }

  @Test
  @Tag("SYN-8")
  @Tag("SYN-24")
  void whatNobodyWantsSyncedIsTheSameAsWhatIsNotThere() {
    Cid database = alice.create("notes").id();
    alice.grant(database, bob.key(), WRITE);
    Ticket ticket = new Ticket(database, List.of(LocalNetwork.address("alice")));
    String hidden =
        assertFails(
                InstanceProblem.PEER_DECLINED,
                bob.sync().join(bob.user(), ticket, bob.key(), WRITE, PLEASE))
            .reason();
    Cid elsewhere = bob.create("other").id();
    Ticket unknown = new Ticket(elsewhere, List.of(LocalNetwork.address("alice")));
    String missing =
        assertFails(
                InstanceProblem.PEER_DECLINED,
                bob.sync().join(bob.user(), unknown, bob.key(), WRITE, PLEASE))
            .reason();
    assertEquals(missing, hidden);
    assertEquals(List.of(), await(alice.sync().accessRequests()));
    assertEquals(List.of(), await(bob.sync().peers()));
  }

  @Test
  void whoIsRevokedGetsNothingMore() {
    Cid database = shared();
    alice.write(database, "milk", "2 l");
    await(bob.sync().sync(database));
    await(
        alice
            .open(database)
            .write(
                edit ->
                    edit.settings()
                        .map(
                            settings -> {
                              settings.revoke(bob.key());
                              return settings;
                            })));
    alice.write(database, "secret", "plans");
    assertFails(InstanceProblem.PEER_DECLINED, bob.sync().sync(database));
    assertEquals(Optional.empty(), bob.read(database, "secret"));
  }

  @Test
  @Tag("SYN-18")
  @Tag("SYN-20")
  void whatWasWrittenWhileAPeerWasAwayComesWhenItIsBack() {
    Cid database = shared();
    network.unplug("alice");
    bob.write(database, "bread", "1");
    assertFails(InstanceProblem.SYNC_FAILED, bob.instance().flushSync());
    assertTrue(bob.sync().states().get(0).failures() > 0);
    bob.restart();
    assertFails(InstanceProblem.SYNC_FAILED, bob.instance().flushSync());
    alice.restart();
    await(bob.instance().flushSync());
    assertEquals(Optional.of("1"), alice.read(database, "bread"));
    assertEquals(0, bob.sync().states().get(0).failures());
  }

  @Test
  @Tag("SYN-19")
  void everyAddressOfAPeerIsTried() {
    Cid database = shared();
    network.unplug("alice");
    network.plug("elsewhere", alice.sync()::answer);
    await(
        bob.sync()
            .addPeer(
                alice.instance().id(),
                List.of(LocalNetwork.address("nowhere"), LocalNetwork.address("elsewhere"))));
    bob.write(database, "bread", "1");
    await(bob.sync().flush());
    assertEquals(Optional.of("1"), alice.read(database, "bread"));
  }

  @Test
  @Tag("SYN-19")
  void anotherMachineAtAPeersAddressIsNotThePeer() {
    Cid database = shared();
    try (Machine mallory = Machine.of(vertx, network, "mallory")) {
      network.plug("alice", mallory.sync()::answer);
      bob.write(database, "bread", "1");
      String reason = assertFails(InstanceProblem.SYNC_FAILED, bob.sync().flush()).reason();
      assertTrue(reason.contains("for another instance") || reason.contains("another instance"));
    }
  }

  @Test
  @Tag("SYN-7")
  void aBlockedPeerIsNeitherAskedNorAnswered() {
    Cid database = shared();
    await(alice.sync().addPeer(LocalNetwork.address("bob")));
    await(alice.sync().block(bob.instance().id()));
    assertFails(InstanceProblem.PEER_DECLINED, bob.sync().sync(database));
    await(alice.sync().unblock(bob.instance().id()));
    assertEquals(1, await(bob.sync().sync(database)).size());
    await(bob.sync().block(alice.instance().id()));
    int before = network.requests();
    assertEquals(List.of(), await(bob.sync().sync(database)));
    assertEquals(before, network.requests());
    assertFails(InstanceProblem.PEER_MISSING, bob.sync().block(bob.key()));
  }

  @Test
  @Tag("SYN-11")
  void whatIsEqualCostsOneRequest() {
    Cid database = shared();
    await(bob.sync().sync(database));
    int before = network.requests();
    SyncReport report = await(bob.sync().sync(database)).get(0);
    assertEquals(1, report.requests());
    assertEquals(before + 1, network.requests());
    assertTrue(report.equal());
    assertEquals(0, report.received() + report.sent());
  }

  @Test
  @Tag("SYN-12")
  void whatBothHaveDoesNotTravelAgain() {
    Cid database = shared();
    for (int i = 0; i < 300; i++) {
      alice.write(database, "common", "" + i);
    }
    await(bob.sync().enable(bob.user(), database, new SyncSettings(true, false, Optional.empty())));
    await(bob.sync().sync(database));
    for (int i = 0; i < 200; i++) {
      alice.write(database, "alices", "" + i);
      bob.write(database, "bobs", "" + i);
    }
    SyncReport report = await(bob.sync().sync(database)).get(0);
    assertEquals(200, report.received());
    assertEquals(200, report.sent());
    // Tips; 64 and 256 of those that Alice may lack; one page each way.
    assertEquals(5, report.requests());
    assertTrue(report.equal());
    assertEquals(await(alice.open(database).snapshot()), await(bob.open(database).snapshot()));
  }

  @Test
  void whereAllMayWriteWhoJoinsMay() {
    Cid database = alice.create("notes").id();
    await(
        alice
            .open(database)
            .write(it -> it.editSettings(settings -> settings.grantAll(KeyGrant.of(WRITE)))));
    Ticket ticket = await(alice.sync().share(alice.user(), database));
    assertEquals(AccessStatus.GRANTED, await(bob.sync().join(bob.user(), ticket, WRITE)));
    bob.write(database, "bread", "1");
    await(bob.sync().flush());
    assertEquals(Optional.of("1"), alice.read(database, "bread"));
  }

  @Test
  void whoListensHearsWhatOthersWrote() {
    Cid database = shared();
    List<WriteEvent> heard = new CopyOnWriteArrayList<>();
    await(
        alice
            .open(database)
            .onWrite(
                event -> {
                  heard.add(event);
                  return Future.succeededFuture();
                }));
    bob.write(database, "bread", "1");
    await(bob.sync().flush());
    assertEquals(1, heard.size());
    assertEquals(WriteSource.REMOTE, heard.get(0).source());
    assertEquals(await(bob.open(database).snapshot()), heard.get(0).after());
  }
}
