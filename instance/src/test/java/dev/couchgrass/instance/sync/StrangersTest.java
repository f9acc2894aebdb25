package dev.couchgrass.instance.sync;

import static dev.couchgrass.instance.sync.Machine.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.peer.SyncOptions;
import dev.couchgrass.instance.store.SettingsStore;
import dev.couchgrass.instance.user.SyncSettings;
import dev.couchgrass.instance.wire.PeerProblem;
import dev.couchgrass.instance.wire.PeerReply;
import dev.couchgrass.instance.wire.PeerRequest;
import dev.couchgrass.instance.wire.WireLimits;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever may not, gets nothing. */
class StrangersTest extends StrangerCase {
  private static final Duration SKEW = SyncOptions.DEFAULTS.skew();

  @Test
  @Tag("SYN-1")
  void whatIsNoRequestIsRefused() {
    for (byte[] bytes :
        List.of(new byte[0], new byte[] {1}, new byte[100], new byte[WireLimits.MAX_BYTES + 1])) {
      assertThrows(
          InvalidInputException.class, () -> await(machine.sync().answer(Buffer.buffer(bytes))));
    }
  }

  @Test
  void anybodyIsToldWhoThisIs() {
    assertTrue(stranger.ask(new PeerRequest.Hello()) instanceof PeerReply.Greeting);
    assertTrue(
        stranger.send(stranger.seal(Optional.empty(), clock.millis(), new PeerRequest.Hello()))
            instanceof PeerReply.Greeting);
  }

  @Test
  void whoseClockIsWrongMayGreet() {
    byte[] greeting = stranger.seal(Optional.empty(), 0, new PeerRequest.Hello());
    assertEquals(Optional.empty(), stranger.problem(greeting));
  }

  @Test
  @Tag("SYN-2")
  void aRequestIsSignedByItsKey() {
    byte[] bytes = stranger.seal(new PeerRequest.Hello());
    bytes[bytes.length - 1] ^= 1;
    assertEquals(Optional.of(PeerProblem.BAD_SIGNATURE), stranger.problem(bytes));
  }

  @Test
  @Tag("SYN-4")
  void aRequestIsForThisMachine() {
    letIn();
    long now = clock.millis();
    assertEquals(
        Optional.of(PeerProblem.WRONG_PEER),
        stranger.problem(stranger.seal(Optional.of(stranger.id()), now, compare())));
    assertEquals(
        Optional.of(PeerProblem.WRONG_PEER),
        stranger.problem(stranger.seal(Optional.empty(), now, compare())));
    assertAnswered(compare());
  }

  @Test
  @Tag("SYN-5")
  void aRequestIsFresh() {
    letIn();
    clock.hold();
    Optional<PublicKey> home = Optional.of(machine.instance().id());
    long now = clock.millis();
    long skew = SKEW.toMillis();
    for (long off : new long[] {-skew - 1, skew + 1}) {
      PeerReply reply = stranger.send(stranger.seal(home, now + off, compare()));
      assertEquals(new PeerReply.Declined(PeerProblem.STALE, now), reply);
    }
    for (long off : new long[] {-skew, 0, skew}) {
      assertEquals(Optional.empty(), stranger.problem(stranger.seal(home, now + off, compare())));
    }
  }

  @Test
  @Tag("SYN-6")
  void aRequestCountsOnce() {
    letIn();
    clock.hold();
    byte[] bytes = stranger.seal(compare());
    assertEquals(Optional.empty(), stranger.problem(bytes));
    assertEquals(Optional.of(PeerProblem.REPLAYED), stranger.problem(bytes));
    clock.advance(SKEW);
    assertEquals(Optional.of(PeerProblem.REPLAYED), stranger.problem(bytes));
    clock.advance(Duration.ofMillis(1));
    assertEquals(Optional.of(PeerProblem.STALE), stranger.problem(bytes));
  }

  /** A clock that is ahead makes requests that stay fresh for longer. */
  @Test
  @Tag("SYN-6")
  void aRequestFromAheadCountsOnce() {
    letIn();
    clock.hold();
    byte[] bytes =
        stranger.seal(
            Optional.of(machine.instance().id()), clock.millis() + SKEW.toMillis(), compare());
    assertEquals(Optional.empty(), stranger.problem(bytes));
    clock.advance(SKEW.multipliedBy(2));
    assertEquals(Optional.of(PeerProblem.REPLAYED), stranger.problem(bytes));
    clock.advance(Duration.ofMillis(1));
    assertEquals(Optional.of(PeerProblem.STALE), stranger.problem(bytes));
  }

  @Test
  void requestsAreRememberedAsLongAsThereIsRoom() {
    letIn();
    for (int i = 0; i < LIMITS.noncesEach(); i++) {
      assertAnswered(compare());
    }
    assertDeclined(PeerProblem.BUSY, compare());
    clock.advance(SKEW.multipliedBy(2).plusMillis(1));
    assertAnswered(compare());
  }

  @Test
  @Tag("SYN-25")
  void theBearersOfAKeysPassesHaveItsRoom() {
    letIn();
    SigningKey user = SigningKey.generate(new SecureRandom());
    machine.grant(database, user.publicKey(), new Permission.Read());
    try (Stranger one = new Stranger(machine, clock);
        Stranger two = new Stranger(machine, clock)) {
      for (int i = 0; i < LIMITS.noncesEach(); i++) {
        assertEquals(Optional.empty(), one.problem(compare(database, pass(user, one))));
      }
      assertEquals(Optional.of(PeerProblem.BUSY), two.problem(compare(database, pass(user, two))));
    }
    assertAnswered(compare());
    user.close();
  }

  @Test
  @Tag("SYN-25")
  void whomNoKeyPermitsLeavesRoomForOthers() {
    letIn();
    settings(settings -> settings.grantAll(KeyGrant.of(new Permission.Read())));
    try (Stranger one = new Stranger(machine, clock);
        Stranger two = new Stranger(machine, clock)) {
      for (int i = 0; i < LIMITS.nonces() / 2; i++) {
        assertEquals(Optional.empty(), one.problem(compare()));
      }
      assertEquals(Optional.of(PeerProblem.BUSY), two.problem(compare()));
      assertAnswered(compare());
      clock.advance(SKEW.multipliedBy(2).plusMillis(1));
      assertEquals(Optional.empty(), two.problem(compare()));
    }
  }

  /** Keeps all workers busy, so that nothing ends, until it is let go. */
  private CountDownLatch holdWorkers() {
    CountDownLatch free = new CountDownLatch(1);
    for (int i = 0; i < VertxOptions.DEFAULT_WORKER_POOL_SIZE; i++) {
      machine.vertx().executeBlocking(() -> free.await(60, TimeUnit.SECONDS), false);
    }
    return free;
  }

  @Test
  @Tag("SYN-26")
  void soManyAreAnsweredAtATime() {
    CountDownLatch free = holdWorkers();
    List<Future<Buffer>> all = new ArrayList<>();
    for (int i = 0; i < LIMITS.requests() / 2 + 3; i++) {
      byte[] greeting = stranger.seal(new PeerRequest.Hello());
      all.add(machine.sync().answer(Buffer.buffer(greeting)));
    }
    free.countDown();
    await(Future.join(all).otherwiseEmpty());
    List<Throwable> failures = all.stream().filter(Future::failed).map(Future::cause).toList();
    assertEquals(3, failures.size());
    for (Throwable failure : failures) {
      assertEquals(ErrorCode.OVERLOADED, ((StoreException) failure).code());
    }
    assertAnswered(new PeerRequest.Hello());
  }

  /** What is long to take apart is not taken apart where others wait. */
  @Test
  void whatComesIsReadOnAWorker() {
    CountDownLatch free = holdWorkers();
    Future<Buffer> answer = machine.sync().answer(Buffer.buffer(new byte[1_000_000]));
    boolean atOnce = answer.isComplete();
    free.countDown();
    assertFalse(atOnce);
    assertThrows(InvalidInputException.class, () -> await(answer));
  }

  @Test
  @Tag("SYN-9")
  void whoMayReadNothingGetsNothing() {
    assertDeclined(PeerProblem.NOT_PERMITTED, compare());
    assertDeclined(
        PeerProblem.NOT_PERMITTED,
        new PeerRequest.Pull(database, List.of(database), List.of(), List.of()));
    assertDeclined(PeerProblem.NOT_PERMITTED, new PeerRequest.Push(database, List.of(), List.of()));
    letIn();
    assertAnswered(compare());
    settings(settings -> settings.revoke(stranger.id()));
    assertDeclined(PeerProblem.NOT_PERMITTED, compare());
  }

  @Test
  @Tag("SYN-9")
  void whatAllMayReadAllGet() {
    settings(settings -> settings.grantAll(KeyGrant.of(new Permission.Read())));
    assertAnswered(compare());
    settings(SettingsStore::revokeAll);
    assertDeclined(PeerProblem.NOT_PERMITTED, compare());
  }

  /** Whether it is not there, not wanted, or the instance's own. */
  @Test
  @Tag("SYN-8")
  void whatIsNotSyncedIsUnknown() {
    Cid unwanted = machine.create("unwanted").id();
    machine.grant(unwanted, stranger.id(), new Permission.Admin(1));
    List<Cid> hidden = new ArrayList<>(List.of(unwanted, other()));
    await(machine.instance().database(database).snapshot());
    hidden.add(machine.user().ownDatabase().id());
    for (Cid each : hidden) {
      assertDeclined(PeerProblem.UNKNOWN_DATABASE, compare(each));
      assertDeclined(PeerProblem.UNKNOWN_DATABASE, join(each, stranger.key()));
    }
    await(machine.user().untrack(database));
    letIn();
    assertDeclined(PeerProblem.UNKNOWN_DATABASE, compare());
  }

  @Test
  @Tag("SYN-8")
  void whatIsTheInstancesOwnIsNotSyncedWhoeverWantsIt() {
    Cid own = machine.user().ownDatabase().id();
    await(machine.user().track(own, machine.key(), SyncSettings.ON));
    assertDeclined(PeerProblem.UNKNOWN_DATABASE, compare(own));
    assertDeclined(PeerProblem.UNKNOWN_DATABASE, join(own, stranger.key()));
  }

  @Test
  @Tag("SYN-14")
  void whatIsWrongIsRefusedWithTheReason() {
    letIn();
    Cid elsewhere = machine.create("elsewhere").id();
    byte[] foreign =
        await(machine.instance().database(elsewhere).entry(elsewhere)).orElseThrow().bytes();
    PeerReply.Taken taken =
        (PeerReply.Taken)
            stranger.ask(
                new PeerRequest.Push(database, List.of(foreign, new byte[] {7}), List.of()));
    assertEquals(0, taken.accepted());
    Cid malformed = Cid.of(Codec.DAG_CBOR, new byte[] {7});
    assertEquals(Set.of(elsewhere, malformed), taken.refused().keySet());
    assertEquals("The entry is of another database", taken.refused().get(elsewhere));
  }

  @Test
  @Tag("SYN-7")
  void whoIsBlockedGetsNothing() {
    letIn();
    await(machine.sync().addPeer(stranger.id(), List.of()));
    await(machine.sync().block(stranger.id()));
    assertDeclined(PeerProblem.BLOCKED, compare());
    assertDeclined(PeerProblem.BLOCKED, new PeerRequest.Hello());
  }
}
