package dev.couchgrass.instance.sync;

import static dev.couchgrass.instance.sync.Machine.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.peer.AccessRequest;
import dev.couchgrass.instance.peer.AccessStatus;
import dev.couchgrass.instance.wire.AccessClaim;
import dev.couchgrass.instance.wire.PeerProblem;
import dev.couchgrass.instance.wire.PeerReply;
import dev.couchgrass.instance.wire.PeerRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever wishes to be let in says so for its own key, once. */
class StrangerWishesTest extends StrangerCase {
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
    for (int i = 0; i < LIMITS.accessRequestsEach() / 2; i++) {
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

  /** Anybody may wish, with as many keys as it likes. */
  @Test
  @Tag("SYN-25")
  void whomTheDatabaseDoesNotKnowLeavesRoomForThoseItDoes() {
    settings(settings -> settings.grantAll(KeyGrant.of(new Permission.Read())));
    for (int i = 0; i < LIMITS.accessRequestsEach() / 2; i++) {
      assertAnswered(join(database, SigningKey.generate(new SecureRandom())));
    }
    assertDeclined(PeerProblem.BUSY, join(database, SigningKey.generate(new SecureRandom())));
    for (int i = 0; i < LIMITS.accessRequestsEach() / 2; i++) {
      SigningKey reader = SigningKey.generate(new SecureRandom());
      machine.grant(database, reader.publicKey(), new Permission.Read());
      assertAnswered(join(database, reader));
    }
    assertDeclined(PeerProblem.BUSY, join(database, SigningKey.generate(new SecureRandom())));
  }

  @Test
  @Tag("SYN-28")
  void whatWasDecidedIsForgottenInTime() {
    List<SigningKey> keys = new ArrayList<>();
    for (int i = 0; i < LIMITS.accessRequestsDecided() + 2; i++) {
      SigningKey key = SigningKey.generate(new SecureRandom());
      keys.add(key);
      assertAnswered(join(database, key));
      reject(key);
      clock.advance(Duration.ofSeconds(1));
    }
    SigningKey waits = SigningKey.generate(new SecureRandom());
    assertAnswered(join(database, waits));
    Set<PublicKey> known = new HashSet<>();
    await(machine.sync().accessRequests()).forEach(each -> known.add(each.key()));
    Set<PublicKey> last = new HashSet<>();
    keys.subList(2, keys.size()).forEach(key -> last.add(key.publicKey()));
    last.add(waits.publicKey());
    assertEquals(last, known);
    // Who is remembered stays rejected; who is not may ask again.
    assertEquals(
        new PeerReply.Joined(AccessStatus.REJECTED), stranger.ask(join(database, keys.get(2))));
    assertEquals(
        new PeerReply.Joined(AccessStatus.PENDING), stranger.ask(join(database, keys.get(0))));
  }

  private void reject(SigningKey key) {
    String id =
        await(machine.sync().accessRequests()).stream()
            .filter(each -> each.key().equals(key.publicKey()))
            .findFirst()
            .orElseThrow()
            .id();
    await(machine.sync().reject(machine.user(), id));
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
}
