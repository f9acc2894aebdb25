package dev.couchgrass.core.key;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;
import org.jspecify.annotations.Nullable;

/**
 * An Ed25519 public key, written {@code ed25519:} and its 32 bytes in base64.
 *
 * <p>Always a point of the curve in its canonical encoding, and none of the eight of small order,
 * under which one signature is valid for many messages. Ordered by its unsigned bytes.
 *
 * <p>The first signature that it verifies takes longer. Some thousands of those made last are
 * remembered: whoever meets a key again is given the same one, and need not keep it.
 */
public final class PublicKey implements Comparable<PublicKey> {
  /** How many bytes a public key has. */
  public static final int BYTES = 32;

  private enum Group {
    UNKNOWN,
    PRIME_ORDER,
    MIXED_ORDER
  }

  private static final RecentKeys RECENT = new RecentKeys();

  private final byte[] bytes;
  private final PublicPoint point;
  private volatile Group group = Group.UNKNOWN;

  private PublicKey(byte[] bytes, PublicPoint point) {
    this.bytes = bytes;
    this.point = point;
  }

  /**
   * Makes a key of its bytes, which are copied.
   *
   * @throws InvalidInputException if they are not 32, not the canonical encoding of a point, or
   *     that of a point of small order
   */
  public static PublicKey ofBytes(byte[] key) {
    if (key.length != BYTES) {
      throw malformed();
    }
    return RECENT.find(key).orElseGet(() -> make(key.clone()));
  }

  private static PublicKey make(byte[] bytes) {
    @Nullable PublicPoint point = Ed25519.validatePublicKeyPartialExport(bytes, 0);
    if (point == null) {
      throw malformed();
    }
    PublicKey made = new PublicKey(bytes, point);
    RECENT.keep(bytes, made);
    return made;
  }

  /**
   * Reads {@code ed25519:<base64>}, padded and with the standard alphabet.
   *
   * @throws InvalidInputException if the text has another form or the key is refused
   */
  public static PublicKey parse(String text) {
    return ofBytes(KeyText.decode(text).orElseThrow(PublicKey::malformed));
  }

  private static InvalidInputException malformed() {
    return new InvalidInputException(Problem.BAD_REQUEST, "Malformed public key");
  }

  /**
   * Whether this is a signature of this key over a message.
   *
   * <p>True if S is below the group's order, the key and R are canonical encodings of points of
   * prime order, and {@code S·B = R + k·A}. Then cofactored, cofactorless and batch verification
   * agree. A key or an R that a torsion point was added to verifies nothing: nobody who signs as
   * RFC 8032 says has one, and libraries disagree about it.
   */
  public boolean verifies(byte[] message, Signature signature) {
    byte[] signed = signature.rawBytes();
    // Bouncy Castle's equation is multiplied by a number that may be even. A difference of small
    // order can vanish in it, which can't be if both points have prime order.
    return Ed25519.verify(signed, 0, point, message, 0, message.length)
        && Ed25519.validatePublicKeyFull(signed, 0)
        && hasPrimeOrder();
  }

  private boolean hasPrimeOrder() {
    Group known = group;
    if (known == Group.UNKNOWN) {
      known = Ed25519.validatePublicKeyFull(bytes, 0) ? Group.PRIME_ORDER : Group.MIXED_ORDER;
      group = known;
    }
    return known == Group.PRIME_ORDER;
  }

  boolean hasBytes(byte[] others) {
    return Arrays.equals(bytes, others);
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public int compareTo(PublicKey other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PublicKey that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return KeyText.encode(bytes);
  }
}
