package dev.couchgrass.instance.secret;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.key.SigningKey;
import java.security.SecureRandom;
import java.util.Arrays;

/** What the tests of secrets have in common. */
final class Sample {
  static final SecureRandom RANDOM = new SecureRandom();

  /** As little work as there may be. */
  static final KdfParameters CHEAP = new KdfParameters(KdfParameters.MIN_MEMORY_KIB, 1, 1);

  static final StoreBinding NOTES = new StoreBinding(database(), "notes");

  private Sample() {}

  /** The bytes {@code from}, {@code from + 1}, and so on. */
  static byte[] counting(int from, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (from + i);
    }
    return bytes;
  }

  private static Cid database() {
    return new Cid(Codec.DAG_CBOR, Hash.ofBytes(counting(0, Hash.BYTES)));
  }

  static SigningKey key() {
    return SigningKey.ofBytes(counting(0, SigningKey.BYTES));
  }

  static byte[] flipped(byte[] bytes, int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / 8] ^= (byte) (1 << bit % 8);
    return flipped;
  }

  static boolean isZero(byte[] bytes) {
    return Arrays.equals(new byte[bytes.length], bytes);
  }
}
