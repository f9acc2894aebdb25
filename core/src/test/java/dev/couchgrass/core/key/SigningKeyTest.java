package dev.couchgrass.core.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.vector.Vectors;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SigningKeyTest {
  static Stream<JsonNode> vectors() {
    List<JsonNode> vectors = Vectors.read("signatures.json").get("signing").findParents("secret");
    assertTrue(vectors.size() >= 4);
    return vectors.stream();
  }

  @ParameterizedTest
  @Tag("KEY-1")
  @Tag("KEY-2")
  @MethodSource("vectors")
  void signsAsTheVectorsSay(JsonNode vector) {
    try (SigningKey key = SigningKey.ofBytes(Vectors.bytes(vector.get("secret")))) {
      byte[] message = Vectors.bytes(vector.get("message"));
      Signature signature = key.sign(message);
      assertArrayEquals(Vectors.bytes(vector.get("key")), key.publicKey().bytes());
      assertEquals(vector.get("keyText").asText(), key.publicKey().toString());
      assertArrayEquals(Vectors.bytes(vector.get("signature")), signature.bytes());
      assertTrue(key.publicKey().verifies(message, signature));
    }
  }

  @Test
  @Tag("KEY-1")
  void theSecretIsReadBack() {
    try (SigningKey key = SigningKey.generate(new SecureRandom());
        SigningKey other = SigningKey.generate(new SecureRandom());
        SigningKey parsed = SigningKey.parse(key.secretText());
        SigningKey copied = SigningKey.ofBytes(key.secretBytes())) {
      assertEquals(key.publicKey(), parsed.publicKey());
      assertEquals(key.publicKey(), copied.publicKey());
      assertNotEquals(key.publicKey(), other.publicKey());
    }
    assertThrows(InvalidInputException.class, () -> SigningKey.ofBytes(new byte[31]));
    assertThrows(InvalidInputException.class, () -> SigningKey.ofBytes(new byte[64]));
    assertThrows(InvalidInputException.class, () -> SigningKey.parse("secret"));
  }

  @Test
  @Tag("KEY-5")
  void whatDescribesItDoesNotShowIt() {
    byte[] secret = "0123456789abcdefghijklmnopqrstuv".getBytes(UTF_8);
    try (SigningKey key = SigningKey.ofBytes(secret)) {
      String shown = key.toString().toLowerCase(Locale.ROOT);
      assertFalse(shown.contains(HexFormat.of().formatHex(secret)));
      assertFalse(
          shown.contains(Base64.getEncoder().encodeToString(secret).toLowerCase(Locale.ROOT)));
      assertFalse(shown.contains("0123456789abcdef"));
      assertTrue(key.toString().contains(key.publicKey().toString()));
    }
    InvalidInputException refusal =
        assertThrows(
            InvalidInputException.class, () -> SigningKey.parse("ed25519:c2VjcmV0IHNlY3JldA=="));
    assertFalse(refusal.reason().contains("c2Vj"));
  }

  @Test
  @Tag("KEY-5")
  void aClosedKeyIsOverwrittenAndSignsNoMore() throws ReflectiveOperationException {
    byte[] given = new byte[SigningKey.BYTES];
    Arrays.fill(given, (byte) 7);
    SigningKey key = SigningKey.ofBytes(given);
    var field = SigningKey.class.getDeclaredField("secret");
    field.setAccessible(true);
    byte[] held = (byte[]) field.get(key);
    assertArrayEquals(given, held);
    assertFalse(key.isClosed());
    key.close();
    key.close();
    assertTrue(key.isClosed());
    assertArrayEquals(new byte[SigningKey.BYTES], held);
    assertEquals(7, given[0], "the caller's own is the caller's");
    assertThrows(IllegalStateException.class, () -> key.sign(new byte[1]));
    assertThrows(IllegalStateException.class, key::secretBytes);
    assertThrows(IllegalStateException.class, key::secretText);
    assertTrue(key.toString().contains("redacted"));
  }

  @Test
  @Tag("KEY-2")
  void aSignatureIs64BytesInOneSpelling() {
    try (SigningKey key = SigningKey.generate(new SecureRandom())) {
      Signature signature = key.sign(new byte[0]);
      String text = signature.toString();
      assertEquals(88, text.length());
      assertEquals(signature, Signature.parse(text));
      assertEquals(signature.hashCode(), Signature.parse(text).hashCode());
      // 64 bytes leave four bits of the last digit unused.
      char otherBits = (char) (text.charAt(85) + 1);
      for (String other :
          List.of(
              "",
              text.substring(0, 86),
              text + "=",
              text.substring(4),
              "AAAA" + text,
              text.substring(0, 85) + otherBits + "==",
              text.substring(0, 44) + "\n" + text.substring(44))) {
        assertThrows(InvalidInputException.class, () -> Signature.parse(other));
      }
      assertThrows(InvalidInputException.class, () -> Signature.ofBytes(new byte[63]));
      assertThrows(InvalidInputException.class, () -> Signature.ofBytes(new byte[65]));
    }
  }
}
