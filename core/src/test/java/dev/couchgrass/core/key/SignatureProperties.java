package dev.couchgrass.core.key;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SignatureProperties {
  @Property(tries = 300)
  @Tag("KEY-4")
  void whatWasSignedIsVerifiedAndNothingElse(
      @ForAll @Size(SigningKey.BYTES) byte[] secret,
      @ForAll byte[] message,
      @ForAll @IntRange(max = 8 * Signature.BYTES - 1) int bit) {
    try (SigningKey key = SigningKey.ofBytes(secret)) {
      Signature signature = key.sign(message);
      assertTrue(key.publicKey().verifies(message, signature));
      byte[] flipped = signature.bytes();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertFalse(key.publicKey().verifies(message, Signature.ofBytes(flipped)));
      if (message.length > 0) {
        byte[] other = message.clone();
        other[bit % message.length] ^= 1;
        assertFalse(key.publicKey().verifies(other, signature));
      }
    }
  }
}
