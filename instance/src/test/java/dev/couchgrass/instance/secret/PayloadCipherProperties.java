package dev.couchgrass.instance.secret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

class PayloadCipherProperties {
  private static PayloadCipher cipher() {
    return new PayloadCipher(SecretBytes.random(32, Sample.RANDOM), Sample.NOTES, Sample.RANDOM);
  }

  @Property(tries = 300)
  @Tag("SEC-13")
  void whatWasEncryptedIsReadAndNothingElse(
      @ForAll byte[] message, @ForAll @IntRange(min = 0, max = 1 << 20) int at) {
    try (PayloadCipher cipher = cipher();
        PayloadCipher other = cipher()) {
      byte[] payload = cipher.encrypt(message);
      assertEquals(message.length + PayloadCipher.OVERHEAD, payload.length);
      assertArrayEquals(message, cipher.decrypt(payload).orElseThrow());
      assertTrue(other.decrypt(payload).isEmpty());
      assertTrue(cipher.decrypt(Sample.flipped(payload, at % (8 * payload.length))).isEmpty());
      assertTrue(cipher.decrypt(Arrays.copyOf(payload, at % payload.length)).isEmpty());
      assertTrue(cipher.decrypt(Arrays.copyOf(payload, payload.length + 1)).isEmpty());
    }
  }

  @Example
  @Tag("SEC-14")
  void eachPayloadHasANonceOfItsOwn() {
    Set<ByteBuffer> nonces = new HashSet<>();
    try (PayloadCipher cipher = cipher()) {
      for (int i = 0; i < 1_000; i++) {
        byte[] payload = cipher.encrypt(new byte[] {1});
        nonces.add(ByteBuffer.wrap(payload, 0, 12));
      }
    }
    assertEquals(1_000, nonces.size());
  }
}
