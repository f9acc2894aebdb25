package dev.couchgrass.instance.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.core.InvalidInputException;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordKdfTest {
  private static String hex(Argon2Parameters argon2, byte[] password) {
    try (SecretBytes key = PasswordKdf.derive(argon2, password)) {
      return HexFormat.of().formatHex(key.raw());
    }
  }

  private static byte[] repeated(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  /** Section 5.3 of RFC 9106. */
  @Test
  @Tag("SEC-4")
  void theVectorOfTheStandardIsDerived() {
    Argon2Parameters argon2 =
        PasswordKdf.argon2id(32, 3, 4, repeated(16, 2))
            .withSecret(repeated(8, 3))
            .withAdditional(repeated(12, 4))
            .build();
    assertEquals(
        "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659",
        hex(argon2, repeated(32, 1)));
  }

  /** Of the tests of the reference implementation. */
  @ParameterizedTest
  @Tag("SEC-4")
  @CsvSource({
    "256, 2, 1, 9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe",
    "256, 2, 2, 6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037",
    "65536, 2, 1, 09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
  })
  void theVectorsOfTheReferenceAreDerived(int memoryKib, int passes, int lanes, String key) {
    Argon2Parameters argon2 =
        PasswordKdf.argon2id(memoryKib, passes, lanes, "somesalt".getBytes(US_ASCII)).build();
    assertEquals(key, hex(argon2, "password".getBytes(US_ASCII)));
  }

  /** What another library makes of the default parameters, UTF-8 and a salt of plain bytes. */
  @Test
  @Tag("SEC-1")
  @Tag("SEC-4")
  void anotherLibraryDerivesTheSame() {
    PasswordKdf kdf = PasswordKdf.of(KdfParameters.DEFAULTS, Sample.counting(0, 16));
    try (Password password = Password.of("Gru\u0308na\u0308u");
        SecretBytes key = kdf.derive(password)) {
      assertEquals(
          "1a648cee9d2932d7effd4459d969fb2a6bbcdff227eb8cbb7db1e593522586aa",
          HexFormat.of().formatHex(key.raw()));
    }
  }

  @Test
  @Tag("SEC-4")
  void aSaltHas16BytesAndIsDrawn() {
    PasswordKdf kdf = PasswordKdf.generate(Sample.CHEAP, Sample.RANDOM);
    assertEquals(16, kdf.salt().length);
    assertNotEquals(kdf, PasswordKdf.generate(Sample.CHEAP, Sample.RANDOM));
    assertEquals(kdf, PasswordKdf.of(Sample.CHEAP, kdf.salt()));
    assertEquals(kdf.hashCode(), PasswordKdf.of(Sample.CHEAP, kdf.salt()).hashCode());
    assertNotEquals(kdf, PasswordKdf.of(Sample.CHEAP.withPasses(2), kdf.salt()));
    for (int length : new int[] {0, 15, 17, 22}) {
      assertThrows(
          InvalidInputException.class, () -> PasswordKdf.of(Sample.CHEAP, new byte[length]));
    }
  }

  @Test
  void theSaltIsCopied() {
    byte[] salt = Sample.counting(0, 16);
    PasswordKdf kdf = PasswordKdf.of(Sample.CHEAP, salt);
    salt[0] = 9;
    kdf.salt()[0] = 9;
    assertArrayEquals(Sample.counting(0, 16), kdf.salt());
  }
}
