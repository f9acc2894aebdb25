package dev.couchgrass.server.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.server.auth.PasswordHash.Scheme;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PasswordHashTest {
  /** RFC 6070, and the same input for SHA-256. */
  @Test
  void derivesWhatOthersDerive() {
    String sha1 = "4b007901b765489abead49d926f721d065a429c1";
    String sha256 = "c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a";
    assertTrue(new PasswordHash(Scheme.SHA1, 4096, "salt", sha1).matches("password"));
    assertTrue(new PasswordHash(Scheme.SHA256, 4096, "salt", sha256).matches("password"));
    assertFalse(new PasswordHash(Scheme.SHA256, 4096, "salt", sha256).matches("passwore"));
  }

  @Test
  void aPasswordMatchesItself() {
    PasswordHash hash = PasswordHash.of("pässwörd", 10, new Random(1));
    assertTrue(hash.matches("pässwörd"));
    assertFalse(hash.matches("passwörd"));
    assertFalse(hash.matches(""));
    assertNotEquals(hash, PasswordHash.of("pässwörd", 10, new Random(2)));
  }

  @Test
  void theTextIsReadAgain() {
    PasswordHash hash = PasswordHash.of("x", 10, new Random(1));
    assertEquals(Optional.of(hash), PasswordHash.parse(hash.text()));
    assertTrue(hash.text().startsWith("-pbkdf2:sha256-"));
    assertEquals(Optional.empty(), PasswordHash.parse("x"));
    assertEquals(Optional.empty(), PasswordHash.parse("-pbkdf2:md5-aa,bb,10"));
    assertEquals(Optional.empty(), PasswordHash.parse("-pbkdf2:sha256-aa,bb,999999999"));
  }

  @Test
  void tellsNoSecrets() {
    PasswordHash hash = PasswordHash.of("x", 10, new Random(1));
    assertFalse(hash.toString().contains(hash.key()));
    assertFalse(new BasicCredentials("anna", "secret").toString().contains("secret"));
  }
}
