package dev.couchgrass.core.operation;

import static dev.couchgrass.core.operation.OperationProblem.SIGNATURE_MISMATCH;
import static dev.couchgrass.core.operation.OperationProblem.UNSIGNED;
import static dev.couchgrass.core.operation.World.ALICE;
import static dev.couchgrass.core.operation.World.BOB;
import static dev.couchgrass.core.operation.World.FIRST;
import static dev.couchgrass.core.operation.World.FULL;
import static dev.couchgrass.core.operation.World.SECOND;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Headers whose form is right, and that the key in them did not sign. */
final class ForgedSignatures {
  /** The order of the group, from RFC 8032. */
  private static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private ForgedSignatures() {}

  static List<Forgery> rows() {
    List<Forgery> rows = new ArrayList<>();
    rows.add(unsigned("no signature", FIRST));
    rows.add(unsigned("no signature beside all else", FULL));
    rows.addAll(wrongSignatures());
    rows.addAll(changedElements());
    return rows;
  }

  private static Forgery unsigned(String name, Operation operation) {
    return Forgery.invalid(
        name, UNSIGNED, RawHeader.of(operation).remove(RawHeader.SIGNATURE).bytes());
  }

  private static List<Forgery> wrongSignatures() {
    return List.of(
        forged("signed by another", RawHeader.of(FIRST).signed(BOB)),
        signature("of another operation", SECOND.header().signature().orElseThrow().bytes()),
        signature("of zeros", new byte[64]),
        signature("S + L", withMore(FIRST.header().signature().orElseThrow().bytes())),
        signature("over all bytes", ALICE.sign(FIRST.header().bytes()).bytes()),
        signature("over the id", ALICE.sign(FIRST.id().bytes()).bytes()),
        signature("over the body", ALICE.sign(World.text("first")).bytes()),
        signature("over a count too great", ALICE.sign(countedOtherwise()).bytes()));
  }

  /** The bytes that are signed, with the count of elements that the signed header has. */
  private static byte[] countedOtherwise() {
    byte[] counted = FIRST.header().signingBytes();
    counted[0]++;
    return counted;
  }

  private static List<Forgery> changedElements() {
    return List.of(
        changed("another's key", RawHeader.KEY, BOB.publicKey().bytes()),
        changed("another version", RawHeader.VERSION, 2L),
        changed("another size", RawHeader.SIZE, 5L),
        changed("another body", RawHeader.HASH, new byte[32]),
        changed("another time", RawHeader.AFTER_HASH, 7L),
        changed("another sequence number", RawHeader.AFTER_HASH + 1, 2L),
        changed("another backlink", RawHeader.AFTER_HASH + 2, new byte[32]),
        changed("other extensions", RawHeader.AFTER_HASH + 3, Map.of("prune", true)),
        changed("no extensions", RawHeader.AFTER_HASH + 3, Optional.empty()),
        forged("not signed: extensions", RawHeader.of(FIRST).append(List.of()).bytes()),
        forged("not signed: a timestamp", stamped()),
        forged("not signed: no timestamp", RawHeader.of(FULL).remove(5).bytes()));
  }

  private static byte[] stamped() {
    return RawHeader.of(FIRST).insert(RawHeader.AFTER_HASH, 7L).append(Optional.empty()).bytes();
  }

  private static Forgery changed(String name, int place, Object value) {
    return forged("not signed: " + name, RawHeader.of(FULL).set(place, value).bytes());
  }

  private static Forgery signature(String name, byte[] bytes) {
    return forged(
        "a signature " + name, RawHeader.of(FIRST).set(RawHeader.SIGNATURE, bytes).bytes());
  }

  private static Forgery forged(String name, byte[] bytes) {
    return Forgery.invalid(name, SIGNATURE_MISMATCH, bytes);
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
}
