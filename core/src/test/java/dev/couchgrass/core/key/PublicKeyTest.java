package dev.couchgrass.core.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.vector.Vectors;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicKeyTest {
  private static final SigningKey KEY = SigningKey.ofBytes(new byte[SigningKey.BYTES]);

  private static List<JsonNode> vectors() {
    List<JsonNode> vectors =
        Vectors.read("signatures.json").get("verification").findParents("valid");
    assertTrue(vectors.size() > 150, () -> "Only " + vectors.size());
    return vectors;
  }

  private static void assertMalformed(Runnable making) {
    InvalidInputException refusal = assertThrows(InvalidInputException.class, making::run);
    assertEquals(Problem.BAD_REQUEST, refusal.problem());
  }

  @TestFactory
  @Tag("KEY-3")
  @Tag("KEY-4")
  Stream<DynamicTest> verifiesAsTheVectorsSay() {
    return vectors().stream()
        .map(vector -> DynamicTest.dynamicTest(vector.get("name").asText(), () -> check(vector)));
  }

  private static void check(JsonNode vector) {
    byte[] key = Vectors.bytes(vector.get("key"));
    if (vector.get("keyRefused").asBoolean()) {
      assertFalse(vector.get("valid").asBoolean());
      assertMalformed(() -> PublicKey.ofBytes(key));
      return;
    }
    PublicKey publicKey = PublicKey.ofBytes(key);
    Signature signature = Signature.ofBytes(Vectors.bytes(vector.get("signature")));
    byte[] message = Vectors.bytes(vector.get("message"));
    boolean valid = vector.get("valid").asBoolean();
    assertEquals(valid, publicKey.verifies(message, signature));
    assertEquals(valid, publicKey.verifies(message, signature), "once the key is known");
  }

  /** Else the vectors would not show that the library's own answer is not enough. */
  @Test
  @Tag("KEY-4")
  void theLibraryAloneAcceptsSomeThatAreNotValid() {
    long accepted =
        vectors().stream()
            .filter(vector -> !vector.get("valid").asBoolean())
            .filter(PublicKeyTest::isAccepted)
            .count();
    assertTrue(accepted >= 4, () -> "Only " + accepted);
  }

  private static boolean isAccepted(JsonNode vector) {
    byte[] message = Vectors.bytes(vector.get("message"));
    byte[] signature = Vectors.bytes(vector.get("signature"));
    return Ed25519.verify(
        signature, 0, Vectors.bytes(vector.get("key")), 0, message, 0, message.length);
  }

  @Test
  @Tag("KEY-1")
  void textIsReadInOneSpelling() {
    PublicKey key = KEY.publicKey();
    String text = key.toString();
    assertEquals("ed25519:" + Base64.getEncoder().encodeToString(key.bytes()), text);
    assertEquals(key, PublicKey.parse(text));
    assertEquals(key.hashCode(), PublicKey.parse(text).hashCode());
    String digits = text.substring(text.indexOf(':') + 1);
    // 32 bytes leave two bits of the last digit unused.
    char otherBits = (char) (digits.charAt(digits.length() - 2) + 1);
    for (String other :
        List.of(
            digits,
            "ED25519:" + digits,
            "ed25519" + digits,
            "x25519:" + digits,
            text + "=",
            text.replace("=", ""),
            text + "\n",
            "ed25519:" + digits.substring(0, digits.length() - 2) + otherBits + "=",
            "ed25519:",
            "ed25519:" + HexFormat.of().formatHex(key.bytes()))) {
      assertMalformed(() -> PublicKey.parse(other));
    }
  }

  @Test
  @Tag("KEY-1")
  void theAlphabetIsTheStandardOne() {
    // A point whose base64 has both of the digits that the alphabets differ in.
    String text = keyWith('+', '/').toString();
    assertEquals(text, PublicKey.parse(text).toString());
    assertMalformed(() -> PublicKey.parse(text.replace('+', '-').replace('/', '_')));
  }

  private static PublicKey keyWith(char one, char other) {
    for (byte i = 0; ; i++) {
      byte[] secret = new byte[SigningKey.BYTES];
      secret[0] = i;
      PublicKey key = SigningKey.ofBytes(secret).publicKey();
      if (key.toString().indexOf(one) >= 0 && key.toString().indexOf(other) >= 0) {
        return key;
      }
    }
  }

  @ParameterizedTest
  @Tag("KEY-3")
  @ValueSource(
      strings = {
        "",
        "00",
        // No point has this y.
        "0200000000000000000000000000000000000000000000000000000000000000",
      })
  void whatIsNoPointIsRefused(String hex) {
    assertMalformed(() -> PublicKey.ofBytes(HexFormat.of().parseHex(hex)));
  }

  @Test
  void theOrderIsThatOfTheUnsignedBytes() {
    List<PublicKey> keys =
        Stream.iterate(0, i -> i + 1)
            .limit(20)
            .map(i -> SigningKey.ofBytes(secretOf(i)).publicKey())
            .sorted()
            .toList();
    List<String> texts = keys.stream().map(key -> HexFormat.of().formatHex(key.bytes())).toList();
    assertEquals(texts.stream().sorted().toList(), texts);
  }

  private static byte[] secretOf(int number) {
    byte[] secret = new byte[SigningKey.BYTES];
    secret[31] = (byte) number;
    return secret;
  }

  @Test
  void oneThatIsMetAgainIsTheSame() {
    byte[] bytes = KEY.publicKey().bytes();
    PublicKey first = PublicKey.ofBytes(bytes);
    assertSame(first, PublicKey.ofBytes(bytes.clone()));
    bytes[0] ^= 1;
    assertEquals(KEY.publicKey(), first, "whatever becomes of the bytes it was made of");
    assertEquals(first, PublicKey.ofBytes(KEY.publicKey().bytes()));
  }

  /** Many more than are remembered, met again by several threads. */
  @Test
  void manyAreToldApart() {
    List<PublicKey> keys =
        IntStream.range(0, 20_000).parallel().mapToObj(i -> key(i).publicKey()).toList();
    IntStream.range(0, keys.size())
        .parallel()
        .forEach(i -> assertEquals(key(i).publicKey(), PublicKey.ofBytes(keys.get(i).bytes())));
    assertEquals(keys.size(), Set.copyOf(keys).size());
  }

  private static SigningKey key(int number) {
    return SigningKey.ofBytes(ByteBuffer.allocate(SigningKey.BYTES).putInt(number).array());
  }
}
