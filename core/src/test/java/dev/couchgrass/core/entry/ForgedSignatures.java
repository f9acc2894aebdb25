package dev.couchgrass.core.entry;

import static dev.couchgrass.core.entry.World.ALICE;
import static dev.couchgrass.core.entry.World.BOB;
import static dev.couchgrass.core.entry.World.FIRST;
import static dev.couchgrass.core.entry.World.MERGE;
import static dev.couchgrass.core.entry.World.SECOND;

import dev.couchgrass.core.key.Signature;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** Entries that are well formed, and not signed by the key that they name. */
final class ForgedSignatures {
  /** The order of the group, from RFC 8032. */
  private static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private ForgedSignatures() {}

  static List<Forgery> rows() {
    return List.of(
        Forgery.signed("signed by another", RawEntry.of(FIRST).signed(BOB)),
        changed("another's key", "sig.key.Direct.hint.pubkey", BOB.publicKey().toString()),
        changed("another signature", "sig.sig", SECOND.signature().toString()),
        changed("a signature of zeros", "sig.sig", signature(new byte[64])),
        changed("S + L", "sig.sig", signature(withMore(FIRST.signature().bytes()))),
        changed("other data", "subtrees.0.data", new byte[] {9}),
        changed("another store", "subtrees.0.name", "other"),
        changed("a store's height", "subtrees.0.h", 7L),
        changed("another height", "tree.h", 2L),
        changed("other parents", "tree.parents", List.of(MERGE.id())),
        changed("another database", "tree.root", MERGE.id()),
        changed("no stores", "subtrees", List.of()),
        changed(
            "other settings",
            "tree.metadata",
            MetadataJson.encode(Metadata.pinning(List.of(MERGE.id())))),
        changed(
            "the global key",
            "sig.key.Direct.hint",
            Map.of("pubkey", ALICE.publicKey().toString(), "is_global", true)),
        Forgery.signed("a signature over all bytes", overAllBytes()),
        Forgery.signed("a signature over the id", overTheId()));
  }

  private static Forgery changed(String name, String path, Object value) {
    return Forgery.signed("not signed: " + name, RawEntry.of(FIRST).set(path, value).bytes());
  }

  private static String signature(byte[] bytes) {
    return Signature.ofBytes(bytes).toString();
  }

  private static byte[] withMore(byte[] signature) {
    byte[] bigEndian = new byte[32];
    for (int i = 0; i < 32; i++) {
      bigEndian[i] = signature[63 - i];
    }
    byte[] more = new BigInteger(1, bigEndian).add(ORDER).toByteArray();
    for (int i = 0; i < more.length; i++) {
      signature[32 + i] = more[more.length - 1 - i];
    }
    return signature;
  }

  private static byte[] overAllBytes() {
    return RawEntry.of(FIRST).set("sig.sig", ALICE.sign(FIRST.bytes()).toString()).bytes();
  }

  private static byte[] overTheId() {
    return RawEntry.of(FIRST).set("sig.sig", ALICE.sign(FIRST.id().bytes()).toString()).bytes();
  }
}
