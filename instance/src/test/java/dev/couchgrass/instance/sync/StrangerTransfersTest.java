package dev.couchgrass.instance.sync;

import static dev.couchgrass.instance.sync.Machine.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.auth.ReadPass;
import dev.couchgrass.instance.wire.PeerProblem;
import dev.couchgrass.instance.wire.PeerReply;
import dev.couchgrass.instance.wire.PeerRequest;
import dev.couchgrass.instance.wire.ReplyForm;
import dev.couchgrass.instance.wire.SignedReply;
import dev.couchgrass.instance.wire.WireLimits;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever pulls gets pages, and no more places than there are. */
class StrangerTransfersTest extends StrangerCase {
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
      assertEquals(Optional.empty(), another.problem(pull));
      assertEquals(Optional.of(PeerProblem.BUSY), late.problem(pull));
    }
    assertAnswered(new PeerRequest.Stop(second));
    assertAnswered(new PeerRequest.Stop(third));
  }

  private PeerRequest pullAll(ReadPass... passes) {
    List<Cid> tips = await(machine.open(database).snapshot()).ids();
    return new PeerRequest.Pull(database, tips, List.of(), List.of(passes));
  }

  /** A key of an instance costs nothing, so what it has must not be more. */
  @Test
  @Tag("SYN-25")
  void theBearersOfAKeysPassesHaveItsPlaces() {
    letIn();
    pull(30);
    SigningKey user = SigningKey.generate(new SecureRandom());
    machine.grant(database, user.publicKey(), new Permission.Read());
    try (Stranger one = new Stranger(machine, clock);
        Stranger two = new Stranger(machine, clock);
        Stranger three = new Stranger(machine, clock)) {
      assertEquals(Optional.empty(), one.problem(pullAll(pass(user, one))));
      assertEquals(Optional.empty(), two.problem(pullAll(pass(user, two))));
      assertEquals(Optional.of(PeerProblem.BUSY), three.problem(pullAll(pass(user, three))));
      // Whoever has one of them makes room by itself.
      assertEquals(Optional.empty(), two.problem(pullAll(pass(user, two))));
    }
    assertAnswered(pullAll());
    user.close();
  }

  /** What everybody may read, anybody reads with as many keys as it likes. */
  @Test
  @Tag("SYN-25")
  void whomNoKeyPermitsLeavesRoomForOthers() {
    letIn();
    pull(30);
    settings(settings -> settings.grantAll(KeyGrant.of(new Permission.Read())));
    try (Stranger one = new Stranger(machine, clock);
        Stranger two = new Stranger(machine, clock);
        Stranger three = new Stranger(machine, clock)) {
      assertEquals(Optional.empty(), one.problem(pullAll()));
      assertEquals(Optional.empty(), two.problem(pullAll()));
      assertEquals(Optional.of(PeerProblem.BUSY), three.problem(pullAll()));
    }
    assertAnswered(pullAll());
    assertAnswered(pullAll());
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
  void pulledIsWhatIsThere() {
    letIn();
    machine.write(database, "a", "1");
    PeerReply.Page none =
        (PeerReply.Page)
            stranger.ask(
                new PeerRequest.Pull(database, List.of(other()), List.of(database), List.of()));
    assertEquals(List.of(), none.entries());
  }
}
