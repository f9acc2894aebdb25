package dev.couchgrass.instance.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.cbor.CborWriter;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.auth.Permission;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is written is read, and nothing else is. */
class MessagesTest {
  private static final byte[] NONCE = Samples.bytes(9, WireLimits.NONCE_BYTES);

  @Test
  void requestsAreReadAsTheyWereWritten() {
    Set<Class<?>> kinds = new HashSet<>();
    for (PeerRequest request : Samples.requests()) {
      byte[] written = RequestForm.write(request);
      PeerRequest read = RequestForm.read(written);
      assertEquals(request.getClass(), read.getClass());
      assertArrayEquals(written, RequestForm.write(read));
      kinds.add(read.getClass());
    }
    assertEquals(7, kinds.size());
  }

  @Test
  void repliesAreReadAsTheyWereWritten() {
    Set<Class<?>> kinds = new HashSet<>();
    for (PeerReply reply : Samples.replies()) {
      byte[] written = ReplyForm.write(reply);
      PeerReply read = ReplyForm.read(written);
      assertEquals(reply.getClass(), read.getClass());
      assertArrayEquals(written, ReplyForm.write(read));
      kinds.add(read.getClass());
    }
    assertEquals(PeerReply.class.getPermittedSubclasses().length, kinds.size());
  }

  @Test
  void whatIsReadIsWhatWasMeant() {
    assertEquals(Samples.requests().get(1), RequestForm.read(write(1)));
    assertEquals(Samples.requests().get(3), RequestForm.read(write(3)));
    AccessClaim claim = ((PeerRequest.Join) RequestForm.read(write(7))).claim();
    assertEquals(Samples.claim().wish(), claim.wish());
    assertTrue(claim.isSigned());
    for (int i : new int[] {0, 1, 2, 5, 6, 7, 8, 9}) {
      PeerReply reply = Samples.replies().get(i);
      assertEquals(reply, ReplyForm.read(ReplyForm.write(reply)));
    }
  }

  private static byte[] write(int number) {
    return RequestForm.write(Samples.requests().get(number));
  }

  /** A message that is cut, longer, or differs in a byte, is refused or is another one. */
  @Test
  @Tag("SYN-1")
  void nothingElseIsRead() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (PeerRequest request : Samples.requests()) {
      byte[] written = RequestForm.write(request);
      for (int length = 0; length < Math.min(written.length, 400); length++) {
        byte[] cut = Arrays.copyOf(written, length);
        assertThrows(
            InvalidInputException.class, () -> RequestForm.read(cut), () -> "seed " + seed);
      }
      byte[] longer = Arrays.copyOf(written, written.length + 1);
      assertThrows(InvalidInputException.class, () -> RequestForm.read(longer));
      for (int i = 0; i < 2_000; i++) {
        byte[] changed = written.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        requireRefusedOrExact(changed, seed);
      }
    }
    for (PeerReply reply : Samples.replies()) {
      byte[] written = ReplyForm.write(reply);
      for (int i = 0; i < 2_000; i++) {
        byte[] changed = written.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        try {
          ReplyForm.read(changed);
        } catch (InvalidInputException refused) {
          // As it should be.
        }
      }
    }
  }

  private static void requireRefusedOrExact(byte[] changed, long seed) {
    PeerRequest read;
    try {
      read = RequestForm.read(changed);
    } catch (InvalidInputException refused) {
      return;
    }
    // A pass may be spelt otherwise, as text; all else has one spelling.
    if (!(read instanceof PeerRequest.OfDatabase)) {
      assertArrayEquals(changed, RequestForm.write(read), () -> "seed " + seed);
    }
  }

  @Test
  @Tag("SYN-1")
  void limitsHold() {
    assertTooMuch(
        new PeerRequest.Push(
            Samples.DATABASE, copies(new byte[0], WireLimits.PAGE_ENTRIES + 1), List.of()));
    assertTooMuch(
        new PeerRequest.Compare(
            Samples.DATABASE, copies(Samples.id("a"), WireLimits.MAX_IDS + 1), List.of()));
    assertTooMuch(
        new PeerRequest.Compare(
            Samples.DATABASE, List.of(), copies(Samples.pass(), WireLimits.MAX_PASSES + 1)));
    assertTooMuch(new PeerRequest.More("0".repeat(WireLimits.TRANSFER_CHARS + 1)));
    AccessClaim.Wish wish = Samples.claim().wish();
    assertTooMuch(wishing(wish, "x".repeat(256), Optional.empty()));
    assertTooMuch(wishing(wish, "x", Optional.of("x".repeat(WireLimits.MAX_TEXT_BYTES + 1))));
    RequestForm.read(
        RequestForm.write(
            wishing(wish, "x".repeat(255), Optional.of("x".repeat(WireLimits.MAX_TEXT_BYTES)))));
  }

  private static <T> List<T> copies(T value, int count) {
    return java.util.Collections.nCopies(count, value);
  }

  private static PeerRequest wishing(AccessClaim.Wish wish, String name, Optional<String> message) {
    return new PeerRequest.Join(
        new AccessClaim(
            new AccessClaim.Wish(
                wish.database(),
                wish.key(),
                wish.permission(),
                wish.instance(),
                Optional.of(name),
                message,
                wish.addresses()),
            Samples.claim().signature()));
  }

  private static void assertTooMuch(PeerRequest request) {
    byte[] written = RequestForm.write(request);
    assertThrows(InvalidInputException.class, () -> RequestForm.read(written));
  }

  /** A reason may be longer than a message takes, or end within a character. */
  @Test
  void longReasonsAreCut() {
    Cid id = Samples.id("a");
    String reason = "x".repeat(WireLimits.MAX_TEXT_BYTES / 4 - 1) + "\uD83D\uDE00 and more";
    PeerReply.Taken taken = new PeerReply.Taken(0, Map.of(id, reason), Map.of(), Map.of());
    PeerReply.Taken read = (PeerReply.Taken) ReplyForm.read(ReplyForm.write(taken));
    assertEquals("x".repeat(WireLimits.MAX_TEXT_BYTES / 4 - 1), read.refused().get(id));
  }

  @Test
  @Tag("SYN-21")
  void aClaimIsSignedByItsKey() {
    AccessClaim claim = Samples.claim();
    AccessClaim.Wish wish = claim.wish();
    AccessClaim.Wish more =
        new AccessClaim.Wish(
            wish.database(),
            wish.key(),
            new Permission.Admin(0),
            wish.instance(),
            wish.name(),
            wish.message(),
            wish.addresses());
    assertFalse(new AccessClaim(more, claim.signature()).isSigned());
  }

  private static byte[] sealed(Optional<PublicKey> to) {
    return SignedRequest.seal(Samples.KEY, to, 1_700_000_000_000L, NONCE, write(0));
  }

  @Test
  @Tag("SYN-2")
  void aRequestIsSignedAsAWhole() {
    Optional<PublicKey> to = Optional.of(Samples.OTHER.publicKey());
    byte[] bytes = sealed(to);
    SignedRequest request = SignedRequest.read(bytes);
    assertEquals(Samples.KEY.publicKey(), request.key());
    assertEquals(to, request.to());
    assertEquals(Hash.of(bytes), request.hash());
    assertTrue(request.isSigned());
    for (int at = 0; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= 1;
      SignedRequest other;
      try {
        other = SignedRequest.read(changed);
      } catch (InvalidInputException refused) {
        continue;
      }
      assertFalse(other.isSigned(), "byte " + at);
    }
    assertTrue(SignedRequest.read(sealed(Optional.empty())).isSigned());
  }

  @Test
  @Tag("SYN-3")
  void aReplyAnswersOneRequest() {
    Hash request = Hash.of(sealed(Optional.empty()));
    byte[] bytes = SignedReply.seal(Samples.OTHER, request, ReplyForm.write(new PeerReply.Done()));
    SignedReply reply = SignedReply.read(bytes);
    assertTrue(reply.answers(request));
    assertFalse(reply.answers(Hash.of(sealed(Optional.of(Samples.OTHER.publicKey())))));
    byte[] changed = bytes.clone();
    changed[changed.length - 70] ^= 1;
    assertFalse(SignedReply.read(changed).answers(request));
  }

  @Test
  @Tag("SYN-1")
  void otherVersionsAreNotSpoken() {
    byte[] next = new CborWriter().beginList(1).integer(2).toByteArray();
    assertThrows(InvalidInputException.class, () -> SignedRequest.read(next));
    assertThrows(InvalidInputException.class, () -> SignedReply.read(next));
  }

  @Test
  void aReasonOfALaterVersionIsOne() {
    byte[] later =
        new CborWriter().beginList(3).text("declined").text("too-hot").integer(0).toByteArray();
    assertEquals(new PeerReply.Declined(PeerProblem.OTHER, 0), ReplyForm.read(later));
  }
}
