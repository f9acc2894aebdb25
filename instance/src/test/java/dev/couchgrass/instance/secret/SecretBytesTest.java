package dev.couchgrass.instance.secret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SecretBytesTest {
  @Test
  @Tag("SEC-3")
  void closedTheyAreOverwrittenAndTheirCopiesAreNot() {
    byte[] owned = Sample.counting(1, 32);
    SecretBytes secret = SecretBytes.ofOwned(owned);
    assertSame(owned, secret.raw());
    try (SecretBytes copy = secret.copy()) {
      assertNotSame(owned, copy.raw());
      secret.close();
      secret.close();
      assertTrue(secret.isClosed());
      assertTrue(Sample.isZero(owned));
      assertArrayEquals(Sample.counting(1, 32), copy.raw());
    }
    assertThrows(IllegalStateException.class, secret::raw);
    assertThrows(IllegalStateException.class, secret::copy);
    assertThrows(IllegalStateException.class, secret::aesKey);
  }

  @Test
  void randomOnesAreDrawn() {
    try (SecretBytes one = SecretBytes.random(32, Sample.RANDOM);
        SecretBytes other = SecretBytes.random(32, Sample.RANDOM)) {
      assertFalse(Arrays.equals(one.raw(), other.raw()));
    }
  }
}
