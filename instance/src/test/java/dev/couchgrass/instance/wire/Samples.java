package dev.couchgrass.instance.wire;

import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.auth.ReadPass;
import dev.couchgrass.instance.peer.AccessStatus;
import dev.couchgrass.instance.ticket.PeerAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One message of each kind. */
final class Samples {
  static final SigningKey KEY = SigningKey.ofBytes(bytes(1, SigningKey.BYTES));
  static final SigningKey OTHER = SigningKey.ofBytes(bytes(2, SigningKey.BYTES));
  static final Cid DATABASE = id("database");

  private Samples() {}

  static byte[] bytes(int value, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  static Cid id(String of) {
    return Cid.of(Codec.DAG_CBOR, of.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  static AccessClaim claim() {
    AccessClaim.Wish wish =
        new AccessClaim.Wish(
            DATABASE,
            KEY.publicKey(),
            new Permission.Write(7),
            OTHER.publicKey(),
            Optional.of("laptop"),
            Optional.empty(),
            List.of(new PeerAddress("https", "https://peer.example:6984/")));
    return new AccessClaim(wish, KEY.sign(AccessClaim.signingBytes(wish)));
  }

  static ReadPass pass() {
    return ReadPass.sign(KEY, DATABASE, OTHER.publicKey(), Instant.ofEpochSecond(2_000_000_000));
  }

  static List<PeerRequest> requests() {
    return List.of(
        new PeerRequest.Hello(),
        new PeerRequest.Compare(DATABASE, List.of(id("a"), id("b")), List.of(pass())),
        new PeerRequest.Compare(DATABASE, List.of(), List.of()),
        new PeerRequest.Pull(DATABASE, List.of(id("a")), List.of(), List.of(pass(), pass())),
        new PeerRequest.Push(DATABASE, List.of(bytes(3, 300), bytes(4, 1)), List.of()),
        new PeerRequest.More("0123456789abcdef0123456789abcdef"),
        new PeerRequest.Stop("0"),
        new PeerRequest.Join(claim()));
  }

  static List<PeerReply> replies() {
    return List.of(
        new PeerReply.Greeting(Optional.of("home")),
        new PeerReply.Greeting(Optional.empty()),
        new PeerReply.Compared(Tips.of(id("a"), id("b")), Set.of(id("c"), id("d"))),
        new PeerReply.Page(List.of(bytes(5, 70_000), bytes(6, 0)), Optional.of("next")),
        new PeerReply.Page(List.of(), Optional.empty()),
        new PeerReply.Taken(
            3,
            Map.of(id("a"), "The entry is not signed by its key"),
            Map.of(id("b"), "taken away"),
            Map.of(id("c"), Set.of(id("d"), id("e")), id("f"), Set.of())),
        new PeerReply.Joined(AccessStatus.PENDING),
        new PeerReply.Joined(AccessStatus.REJECTED),
        new PeerReply.Done(),
        new PeerReply.Declined(PeerProblem.STALE, 1_700_000_000_000L));
  }
}
