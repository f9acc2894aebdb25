package dev.couchgrass.instance.sync;

import static dev.couchgrass.instance.sync.Machine.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.InstanceOptions;
import dev.couchgrass.instance.auth.Bounds;
import dev.couchgrass.instance.auth.Delegation;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.auth.ReadPass;
import dev.couchgrass.instance.peer.AccessRequest;
import dev.couchgrass.instance.peer.PeerLimits;
import dev.couchgrass.instance.peer.SyncOptions;
import dev.couchgrass.instance.store.SettingsStore;
import dev.couchgrass.instance.time.FixedClock;
import dev.couchgrass.instance.user.SyncSettings;
import dev.couchgrass.instance.wire.AccessClaim;
import dev.couchgrass.instance.wire.PeerProblem;
import dev.couchgrass.instance.wire.PeerReply;
import dev.couchgrass.instance.wire.PeerRequest;
import dev.couchgrass.instance.wire.ReplyForm;
import dev.couchgrass.instance.wire.SignedReply;
import dev.couchgrass.instance.wire.WireLimits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever may not, gets nothing; and whoever asks for too much, no more than that. */
class StrangersTest {
  private static final Duration SKEW = SyncOptions.DEFAULTS.skew();
  private static final PeerLimits LIMITS =
      PeerLimits.DEFAULTS
          .withTransfers(3, 2, Duration.ofMinutes(1))
          .withNonces(1_000, 40)
          .withAccessRequests(4, 3);

  private static Vertx vertx;

  private final FixedClock clock = new FixedClock();
  private final LocalNetwork network = new LocalNetwork();
  private Machine machine;
  private Stranger stranger;
  private Cid database;

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
    machine =
        Machine.of(
            vertx,
            network,
            "home",
            InstanceOptions.DEFAULTS.withClock(clock),
            SyncOptions.DEFAULTS.withLimits(LIMITS));
    stranger = new Stranger(machine, clock);
    database = machine.create("notes").id();
    await(machine.sync().share(machine.user(), database));
  }

  @AfterEach
  void close() {
    stranger.close();
    machine.close();
  }

  private PeerRequest compare() {
    return compare(database);
  }

  private static PeerRequest compare(Cid of, ReadPass... passes) {
    return new PeerRequest.Compare(of, List.of(of), List.of(passes));
  }

  private void letIn() {
    machine.grant(database, stranger.id(), new Permission.Read());
  }

  private void settings(Consumer<SettingsStore> change) {
    await(
        machine
            .open(database)
            .write(
                edit ->
                    edit.settings()
                        .map(
                            settings -> {
                              change.accept(settings);
                              return settings;
                            })));
  }

  private void assertDeclined(PeerProblem problem, PeerRequest request) {
    assertEquals(Optional.of(problem), stranger.problem(request));
  }

  private void assertAnswered(PeerRequest request) {
    assertEquals(Optional.empty(), stranger.problem(request));
  }

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

  private static Cid other() {
    return Cid.of(Codec.DAG_CBOR, new byte[] {1});
  }

  @Test
  @Tag("SYN-10")
  void aPassLetsItsBearerIn() {
    SigningKey user = SigningKey.generate(new SecureRandom());
    Instant later = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(60);
    machine.grant(database, user.publicKey(), new Permission.Read());
    ReadPass good = ReadPass.sign(user, database, stranger.id(), later);
    assertAnswered(compare(database, good));
    ReadPass anothers = ReadPass.sign(user, database, machine.key(), later);
    ReadPass elsewhere = ReadPass.sign(user, other(), stranger.id(), later);
    ReadPass forged =
        new ReadPass(
            user.publicKey(),
            database,
            stranger.id(),
            later,
            ReadPass.sign(stranger.key(), database, stranger.id(), later).signature());
    for (ReadPass bad : List.of(anothers, elsewhere, forged)) {
      assertDeclined(PeerProblem.NOT_PERMITTED, compare(database, bad));
      assertAnswered(compare(database, bad, good));
    }
    clock.advance(Duration.ofSeconds(60));
    assertDeclined(PeerProblem.NOT_PERMITTED, compare(database, good));
    ReadPass next = ReadPass.sign(user, database, stranger.id(), later.plusSeconds(60));
    assertAnswered(compare(database, next));
    settings(settings -> settings.revoke(user.publicKey()));
    assertDeclined(PeerProblem.NOT_PERMITTED, compare(database, next));
    user.close();
  }

  @Test
  @Tag("SYN-9")
  void whomATrustedDatabaseLetsInMayRead() {
    Cid team = machine.create("team").id();
    Cid company = machine.create("company").id();
    trust(team, company);
    trust(database, team);
    assertDeclined(PeerProblem.NOT_PERMITTED, compare());
    machine.grant(company, stranger.id(), new Permission.Write(1));
    assertAnswered(compare());
    settings(settings -> settings.distrust(team));
    assertDeclined(PeerProblem.NOT_PERMITTED, compare());
  }

  private void trust(Cid who, Cid whom) {
    Tips tips = await(machine.open(whom).snapshot());
    await(
        machine
            .open(who)
            .write(
                edit ->
                    edit.settings()
                        .map(
                            settings -> {
                              settings.trust(
                                  Delegation.of(
                                      whom, tips.ids(), Bounds.upTo(new Permission.Write(5))));
                              return settings;
                            })));
  }

  /** Databases that trust each other do not send the search round in circles. */
  @Test
  void trustInCirclesEnds() {
    Cid team = machine.create("team").id();
    trust(database, team);
    trust(team, database);
    assertDeclined(PeerProblem.NOT_PERMITTED, compare());
  }

  private PeerReply.Page pull(int entries) {
    for (int i = 0; i < entries; i++) {
      machine.write(database, "n" + i, "x".repeat(60_000));
    }
    List<Cid> tips = await(machine.open(database).snapshot()).ids();
    PeerReply reply = stranger.ask(new PeerRequest.Pull(database, tips, List.of(), List.of()));
    return (PeerReply.Page) reply;
  }

  @Test
  @Tag("SYN-13")
  void aTransferComesInPages() {
    letIn();
    PeerReply.Page page = pull(40);
    Set<Cid> got = new HashSet<>();
    int pages = 1;
    while (true) {
      long bytes = page.entries().stream().mapToLong(each -> each.length).sum();
      assertTrue(bytes <= WireLimits.PAGE_BYTES, "a page of " + bytes);
      page.entries().forEach(each -> got.add(Cid.of(Codec.DAG_CBOR, each)));
      if (page.transfer().isEmpty()) {
        break;
      }
      page = (PeerReply.Page) stranger.ask(new PeerRequest.More(page.transfer().get()));
      pages++;
    }
    assertTrue(pages >= 3, pages + " pages");
    // The root, the grant, and what was written.
    assertEquals(42, got.size());
    assertTrue(got.contains(database));
  }

  @Test
  @Tag("SYN-15")
  void aTransferIsItsPeersAlone() {
    letIn();
    String name = pull(30).transfer().orElseThrow();
    try (Stranger another = new Stranger(machine, clock)) {
      assertEquals(
          Optional.of(PeerProblem.TRANSFER_ENDED), another.problem(new PeerRequest.More(name)));
      assertEquals(
          Optional.of(PeerProblem.TRANSFER_ENDED), another.problem(new PeerRequest.Stop(name)));
    }
    assertAnswered(new PeerRequest.Stop(name));
    assertDeclined(PeerProblem.TRANSFER_ENDED, new PeerRequest.More(name));
    assertDeclined(PeerProblem.TRANSFER_ENDED, new PeerRequest.More("none"));
  }

  @Test
  @Tag("SYN-15")
  void aTransferIsForgottenInTime() {
    letIn();
    String name = pull(30).transfer().orElseThrow();
    clock.advance(LIMITS.transferIdle());
    assertDeclined(PeerProblem.TRANSFER_ENDED, new PeerRequest.More(name));
  }

  @Test
  @Tag("SYN-15")
  void thereAreSoManyTransfers() {
    letIn();
    String first = pull(30).transfer().orElseThrow();
    String second = pull(0).transfer().orElseThrow();
    String third = pull(0).transfer().orElseThrow();
    // The oldest of the same peer made room.
    assertDeclined(PeerProblem.TRANSFER_ENDED, new PeerRequest.More(first));
    try (Stranger another = new Stranger(machine, clock);
        Stranger late = new Stranger(machine, clock)) {
      List<Cid> tips = await(machine.open(database).snapshot()).ids();
      PeerRequest pull = new PeerRequest.Pull(database, tips, List.of(), List.of());
      machine.grant(database, another.id(), new Permission.Read());
      machine.grant(database, late.id(), new Permission.Read());
      assertEquals(Optional.empty(), another.problem(pull));
      assertEquals(Optional.of(PeerProblem.BUSY), late.problem(pull));
    }
    assertAnswered(new PeerRequest.Stop(second));
    assertAnswered(new PeerRequest.Stop(third));
  }

  /** Each takes its place before it is begun. */
  @Test
  @Tag("SYN-15")
  void manyTransfersAtOnceAreNotMore() {
    letIn();
    pull(30);
    List<Cid> tips = await(machine.open(database).snapshot()).ids();
    List<Future<Buffer>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      byte[] bytes = stranger.seal(new PeerRequest.Pull(database, tips, List.of(), List.of()));
      all.add(machine.sync().answer(Buffer.buffer(bytes)));
    }
    await(Future.join(all));
    long open =
        all.stream()
            .map(reply -> ReplyForm.read(SignedReply.read(reply.result().getBytes()).body()))
            .filter(PeerReply.Page.class::isInstance)
            .map(PeerReply.Page.class::cast)
            .flatMap(page -> page.transfer().stream())
            .filter(name -> stranger.problem(new PeerRequest.Stop(name)).isEmpty())
            .count();
    assertTrue(open > 0 && open <= LIMITS.transfersEach(), open + " are open");
  }

  @Test
  @Tag("SYN-9")
  void whoIsThrownOutGetsNoFurtherPage() {
    letIn();
    String name = pull(30).transfer().orElseThrow();
    settings(settings -> settings.revoke(stranger.id()));
    assertDeclined(PeerProblem.NOT_PERMITTED, new PeerRequest.More(name));
    letIn();
    assertDeclined(PeerProblem.TRANSFER_ENDED, new PeerRequest.More(name));
    String another = pull(0).transfer().orElseThrow();
    await(machine.user().untrack(database));
    assertDeclined(PeerProblem.UNKNOWN_DATABASE, new PeerRequest.More(another));
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
  void pulledIsWhatIsThere() {
    letIn();
    machine.write(database, "a", "1");
    PeerReply.Page none =
        (PeerReply.Page)
            stranger.ask(
                new PeerRequest.Pull(database, List.of(other()), List.of(database), List.of()));
    assertEquals(List.of(), none.entries());
  }

  private PeerRequest join(Cid to, SigningKey key) {
    return new PeerRequest.Join(claim(to, key, new Permission.Write(3)));
  }

  private AccessClaim claim(Cid to, SigningKey key, Permission permission) {
    AccessClaim.Wish wish =
        new AccessClaim.Wish(
            to,
            key.publicKey(),
            permission,
            stranger.id(),
            Optional.empty(),
            Optional.of("please"),
            List.of());
    return new AccessClaim(wish, key.sign(AccessClaim.signingBytes(wish)));
  }

  @Test
  @Tag("SYN-21")
  void nobodyAsksForAnothersKey() {
    AccessClaim mine = claim(database, stranger.key(), new Permission.Write(3));
    AccessClaim.Wish wish = mine.wish();
    AccessClaim.Wish anothers =
        new AccessClaim.Wish(
            database,
            machine.key(),
            wish.permission(),
            wish.instance(),
            wish.name(),
            wish.message(),
            wish.addresses());
    assertDeclined(
        PeerProblem.BAD_SIGNATURE,
        new PeerRequest.Join(new AccessClaim(anothers, mine.signature())));
    try (Stranger another = new Stranger(machine, clock)) {
      assertEquals(
          Optional.of(PeerProblem.BAD_SIGNATURE), another.problem(new PeerRequest.Join(mine)));
    }
    assertEquals(List.of(), await(machine.sync().accessRequests()));
  }

  @Test
  @Tag("SYN-22")
  void soManyWait() {
    for (int i = 0; i < LIMITS.accessRequestsEach(); i++) {
      assertAnswered(join(database, SigningKey.generate(new SecureRandom())));
    }
    assertDeclined(PeerProblem.BUSY, join(database, SigningKey.generate(new SecureRandom())));
    Cid another = machine.create("another").id();
    await(machine.sync().share(machine.user(), another));
    assertAnswered(join(another, SigningKey.generate(new SecureRandom())));
    assertDeclined(PeerProblem.BUSY, join(another, SigningKey.generate(new SecureRandom())));
    String id = await(machine.sync().accessRequests()).get(0).id();
    await(machine.sync().reject(machine.user(), id));
    assertEquals(4, await(machine.sync().accessRequests()).size());
  }

  /** The next wish takes the place of the one that waits. */
  @Test
  @Tag("SYN-22")
  void aKeyHasOneWishAtATime() {
    for (int priority = 0; priority < 10; priority++) {
      assertAnswered(
          new PeerRequest.Join(claim(database, stranger.key(), new Permission.Write(priority))));
    }
    List<AccessRequest> waiting = await(machine.sync().accessRequests());
    assertEquals(1, waiting.size());
    assertEquals(new Permission.Write(9), waiting.get(0).permission());
  }

  @Test
  void whoseClockIsWrongMayGreet() {
    byte[] greeting = stranger.seal(Optional.empty(), 0, new PeerRequest.Hello());
    assertEquals(Optional.empty(), stranger.problem(greeting));
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
