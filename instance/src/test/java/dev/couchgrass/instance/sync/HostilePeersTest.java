package dev.couchgrass.instance.sync;

import static dev.couchgrass.instance.sync.Machine.assertFails;
import static dev.couchgrass.instance.sync.Machine.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.peer.SyncOptions;
import dev.couchgrass.instance.peer.SyncReport;
import dev.couchgrass.instance.user.SyncSettings;
import dev.couchgrass.instance.user.User;
import dev.couchgrass.instance.wire.PeerProblem;
import dev.couchgrass.instance.wire.PeerReply;
import dev.couchgrass.instance.wire.PeerRequest;
import dev.couchgrass.instance.wire.ReplyForm;
import dev.couchgrass.instance.wire.RequestForm;
import dev.couchgrass.instance.wire.SignedReply;
import dev.couchgrass.instance.wire.SignedRequest;
import dev.couchgrass.instance.wire.WireLimits;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A peer that says whatever it likes harms nobody, and is not listened to for ever. */
class HostilePeersTest extends HomeCase {
  private final SigningKey mallory = SigningKey.generate(new SecureRandom());
  private final AtomicInteger count = new AtomicInteger();
  private Tips before;

  HostilePeersTest() {
    // So that only what is asked for happens.
    super(SyncOptions.DEFAULTS.withRetries(Duration.ofHours(1), Duration.ofHours(1)));
  }

  @BeforeEach
  void meet() {
    machine.write(database, "a", "1");
    before = await(machine.open(database).snapshot());
    await(
        machine
            .sync()
            .enable(machine.user(), database, new SyncSettings(true, false, Optional.empty())));
    network.plug("mallory", request -> Future.failedFuture("not yet"));
    await(
        machine
            .sync()
            .addPeer(mallory.publicKey(), List.of(LocalNetwork.address("mallory")))
            .compose(peer -> machine.sync().link(database, peer.key())));
    // What begins by itself is over.
    assertFails(InstanceProblem.PEER_UNREACHABLE, machine.sync().sync(database));
  }

  @AfterEach
  void leave() {
    mallory.close();
  }

  private void answers(Function<PeerRequest, PeerReply> script) {
    network.plug(
        "mallory",
        bytes -> {
          SignedRequest request = SignedRequest.read(bytes.getBytes());
          PeerReply reply = script.apply(RequestForm.read(request.body()));
          return reply(request.hash(), mallory, ReplyForm.write(reply));
        });
  }

  private static Future<Buffer> reply(Hash request, SigningKey key, byte[] body) {
    return Future.succeededFuture(Buffer.buffer(SignedReply.seal(key, request, body)));
  }

  private static Cid id(String of) {
    return Cid.of(Codec.DAG_CBOR, of.getBytes(StandardCharsets.UTF_8));
  }

  private static PeerReply compared(Cid tip) {
    return new PeerReply.Compared(Tips.of(tip), Set.of());
  }

  private String assertMisbehaved() {
    String reason =
        assertFails(InstanceProblem.PEER_MISBEHAVED, machine.sync().sync(database)).reason();
    assertEquals(before, await(machine.open(database).snapshot()));
    return reason;
  }

  @Test
  @Tag("SYN-16")
  void pagesWithoutEndEnd() {
    byte[] known = await(machine.open(database).entry(database)).orElseThrow().bytes();
    answers(
        request -> {
          if (request instanceof PeerRequest.Compare) {
            return compared(id("tip"));
          }
          count.incrementAndGet();
          return new PeerReply.Page(List.of(known), Optional.of("more"));
        });
    assertTrue(assertMisbehaved().contains("not asked for"));
    assertTrue(count.get() < 100, count + " pages were asked for");
  }

  @Test
  @Tag("SYN-16")
  void entriesThatAreNoneEnd() {
    answers(
        request -> {
          if (request instanceof PeerRequest.Compare) {
            return compared(id("tip"));
          }
          List<byte[]> garbage = new ArrayList<>();
          for (int i = 0; i < 500; i++) {
            garbage.add(("no entry " + count.incrementAndGet()).getBytes(StandardCharsets.UTF_8));
          }
          return new PeerReply.Page(garbage, Optional.of("more"));
        });
    assertTrue(assertMisbehaved().contains("wrong"));
    assertTrue(count.get() <= 3_000, count + " were looked at");
  }

  @Test
  @Tag("SYN-17")
  void whatIsSaidAndNotGivenIsNotEqual() {
    answers(
        request -> {
          if (request instanceof PeerRequest.Compare) {
            return compared(id("tip"));
          }
          return request instanceof PeerRequest.Push push
              ? new PeerReply.Taken(push.entries().size(), Map.of(), Map.of(), Map.of())
              : new PeerReply.Page(List.of(), Optional.empty());
        });
    SyncReport report = await(machine.sync().sync(database)).get(0);
    assertFalse(report.equal());
    assertEquals(0, report.received());
    assertEquals(before, await(machine.open(database).snapshot()));
  }

  /** Who is sent something and does not take it has not got it. */
  @Test
  @Tag("SYN-20")
  void whatIsDeclinedIsNotFlushed() {
    Cid ours = before.ids().get(0);
    answers(
        request ->
            request instanceof PeerRequest.Push
                ? new PeerReply.Taken(
                    0, Map.of(ours, "not here", id("never sent"), "?"), Map.of(), Map.of())
                : compared(database));
    String reason = assertFails(InstanceProblem.SYNC_FAILED, machine.sync().flush()).reason();
    assertTrue(reason.contains("not here"), reason);
    SyncReport report = await(machine.sync().sync(database)).get(0);
    assertEquals(Map.of(ours, "not here"), report.declined());
    assertTrue(machine.sync().states().get(0).lastFailure().orElse("").contains("not here"));
  }

  @Test
  void anAnswerOfAnotherKindIsNone() {
    answers(request -> new PeerReply.Done());
    assertMisbehaved();
  }

  @Test
  void anAnswerThatIsNoneIsNone() {
    for (int length : new int[] {0, 1, 100, 1_000}) {
      network.plug("mallory", bytes -> Future.succeededFuture(Buffer.buffer(new byte[length])));
      assertMisbehaved();
    }
    network.plug(
        "mallory",
        bytes ->
            reply(SignedRequest.read(bytes.getBytes()).hash(), mallory, new byte[] {(byte) 0x80}));
    assertMisbehaved();
  }

  @Test
  @Tag("SYN-3")
  void anothersAnswerIsNone() {
    SigningKey another = SigningKey.generate(new SecureRandom());
    byte[] body = ReplyForm.write(compared(before.ids().get(0)));
    network.plug(
        "mallory", bytes -> reply(SignedRequest.read(bytes.getBytes()).hash(), another, body));
    assertTrue(assertMisbehaved().contains("another instance"));
    another.close();
  }

  @Test
  @Tag("SYN-3")
  void anAnswerToSomethingElseIsNone() {
    byte[] body = ReplyForm.write(compared(before.ids().get(0)));
    network.plug("mallory", bytes -> reply(Hash.of(new byte[0]), mallory, body));
    assertTrue(assertMisbehaved().contains("not signed"));
  }

  /** By its clock, once: who always says that we are late is not asked for ever. */
  @Test
  void whoAlwaysSaysThatWeAreLateIsAskedTwice() {
    answers(
        request -> {
          count.incrementAndGet();
          return new PeerReply.Declined(PeerProblem.STALE, Long.MAX_VALUE);
        });
    assertFails(InstanceProblem.PEER_DECLINED, machine.sync().sync(database));
    assertEquals(2, count.get());
  }

  @Test
  void whoAlwaysForgetsIsAskedAgainOnlyIfItGaveSomething() {
    answers(
        request -> {
          count.incrementAndGet();
          return request instanceof PeerRequest.Compare
              ? compared(id("tip"))
              : new PeerReply.Declined(PeerProblem.TRANSFER_ENDED, 0);
        });
    assertFails(InstanceProblem.PEER_DECLINED, machine.sync().sync(database));
    // Tips, what it knows of ours, the transfer.
    assertEquals(3, count.get());
  }

  @Test
  @Tag("SYN-13")
  void whatIsSentIsWithinWhatCanBeRead() {
    for (int i = 0; i < 30; i++) {
      machine.write(database, "n" + i, "x".repeat(100_000));
    }
    answers(
        request -> {
          if (request instanceof PeerRequest.Push push) {
            long bytes = push.entries().stream().mapToLong(each -> each.length).sum();
            assertTrue(bytes <= WireLimits.PAGE_BYTES);
            return new PeerReply.Taken(push.entries().size(), Map.of(), Map.of(), Map.of());
          }
          return compared(database);
        });
    SyncReport report = await(machine.sync().sync(database)).get(0);
    assertEquals(31, report.sent());
    assertTrue(report.requests() >= 4);
  }

  private PeerReply noting(PeerRequest request, Set<PublicKey> sent) {
    if (request instanceof PeerRequest.Push push) {
      return new PeerReply.Taken(push.entries().size(), Map.of(), Map.of(), Map.of());
    }
    if (request instanceof PeerRequest.Compare compare) {
      compare.passes().forEach(pass -> sent.add(pass.key()));
    }
    return compared(database);
  }

  /** There is room for few, and a pass that lets nobody in takes the place of one that does. */
  @Test
  @Tag("SYN-29")
  void passesOfWhoIsRevokedAreNotSent() {
    Set<PublicKey> sent = new HashSet<>();
    answers(request -> noting(request, sent));
    await(machine.instance().createUser("bert", Optional.empty()));
    User bert = await(machine.instance().loginUser("bert", Optional.empty()));
    PublicKey key = await(bert.defaultKey());
    await(bert.track(database, key, new SyncSettings(true, false, Optional.empty())));
    await(machine.sync().sync(database));
    // Who is not known here may be known there.
    assertEquals(Set.of(machine.key(), key), sent);
    machine.grant(database, key, new Permission.Read());
    sent.clear();
    await(machine.sync().sync(database));
    assertEquals(Set.of(machine.key(), key), sent);
    await(
        machine.open(database).write(edit -> edit.editSettings(settings -> settings.revoke(key))));
    sent.clear();
    await(machine.sync().sync(database));
    assertEquals(Set.of(machine.key()), sent);
    bert.close();
  }
}
