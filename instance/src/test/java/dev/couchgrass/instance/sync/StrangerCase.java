package dev.couchgrass.instance.sync;

import static dev.couchgrass.instance.sync.Machine.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.InstanceOptions;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.auth.ReadPass;
import dev.couchgrass.instance.peer.PeerLimits;
import dev.couchgrass.instance.peer.SyncOptions;
import dev.couchgrass.instance.store.SettingsStore;
import dev.couchgrass.instance.time.FixedClock;
import dev.couchgrass.instance.wire.AccessClaim;
import dev.couchgrass.instance.wire.PeerProblem;
import dev.couchgrass.instance.wire.PeerReply;
import dev.couchgrass.instance.wire.PeerRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Somebody whom the machine does not know comes to it. */
abstract class StrangerCase extends HomeCase {
  static final PeerLimits LIMITS =
      PeerLimits.DEFAULTS
          .withTransfers(4, 2, Duration.ofMinutes(1))
          .withNonces(60, 40)
          .withAccessRequests(8, 6)
          .withAccessRequestsDecided(3)
          .withRequests(64, 16);

  final FixedClock clock = new FixedClock();
  Stranger stranger;

  StrangerCase() {
    super(SyncOptions.DEFAULTS.withLimits(LIMITS));
  }

  @Override
  InstanceOptions options() {
    return InstanceOptions.DEFAULTS.withClock(clock);
  }

  @BeforeEach
  void share() {
    stranger = new Stranger(machine, clock);
    await(machine.sync().share(machine.user(), database));
  }

  @AfterEach
  void leave() {
    stranger.close();
  }

  PeerRequest compare() {
    return compare(database);
  }

  static PeerRequest compare(Cid of, ReadPass... passes) {
    return new PeerRequest.Compare(of, List.of(of), List.of(passes));
  }

  void letIn() {
    machine.grant(database, stranger.id(), new Permission.Read());
  }

  /** A pass of a key for whoever it is. */
  ReadPass pass(SigningKey user, Stranger bearer) {
    Instant later = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(60);
    return ReadPass.sign(user, database, bearer.id(), later);
  }

  void settings(Consumer<SettingsStore> change) {
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

  void assertDeclined(PeerProblem problem, PeerRequest request) {
    assertEquals(Optional.of(problem), stranger.problem(request));
  }

  void assertAnswered(PeerRequest request) {
    assertEquals(Optional.empty(), stranger.problem(request));
  }

  static Cid other() {
    return Cid.of(Codec.DAG_CBOR, new byte[] {1});
  }

  PeerReply.Page pull(int entries) {
    for (int i = 0; i < entries; i++) {
      machine.write(database, "n" + i, "x".repeat(60_000));
    }
    List<Cid> tips = await(machine.open(database).snapshot()).ids();
    PeerReply reply = stranger.ask(new PeerRequest.Pull(database, tips, List.of(), List.of()));
    return (PeerReply.Page) reply;
  }

  PeerRequest join(Cid to, SigningKey key) {
    return new PeerRequest.Join(claim(to, key, new Permission.Write(3)));
  }

  AccessClaim claim(Cid to, SigningKey key, Permission permission) {
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
}
