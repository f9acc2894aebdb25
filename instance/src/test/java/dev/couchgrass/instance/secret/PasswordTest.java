package dev.couchgrass.instance.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {
  private static byte[] bytes(String text) {
    try (Password password = Password.of(text);
        SecretBytes utf8 = password.utf8()) {
      return utf8.raw().clone();
    }
  }

  @ParameterizedTest
  @Tag("SEC-1")
  @ValueSource(strings = {" ", "hunter2", "Grünäu", "пароль", "密码", "\ud83d\ude00!", "\u0000"})
  void itIsTheTextsUtf8(String text) {
    assertArrayEquals(text.getBytes(UTF_8), bytes(text));
  }

  @Test
  @Tag("SEC-1")
  void itDoesNotMatterHowAnAccentIsSpelt() {
    byte[] composed = "\u00e9\u1e69".getBytes(UTF_8);
    assertArrayEquals(composed, bytes("e\u0301s\u0323\u0307"));
    assertArrayEquals(composed, bytes("e\u0301s\u0307\u0323"));
    assertArrayEquals("\u00c5".getBytes(UTF_8), bytes("\u212b"));
    assertArrayEquals("\uac00".getBytes(UTF_8), bytes("\u1100\u1161"));
    // What only looks alike stays different.
    assertArrayEquals("\ufb01".getBytes(UTF_8), bytes("\ufb01"));
  }

  private static void assertRefused(Problem problem, String text) {
    InvalidInputException refusal =
        assertThrows(InvalidInputException.class, () -> Password.of(text));
    assertEquals(problem, refusal.problem());
    assertTrue(refusal.detail().isEmpty());
  }

  @Test
  @Tag("SEC-2")
  void itsLengthIsLimited() {
    assertRefused(Problem.BAD_REQUEST, "");
    assertEquals(1, bytes("x").length);
    assertEquals(3 * Password.MAX_LENGTH, bytes("密".repeat(Password.MAX_LENGTH)).length);
    assertRefused(Problem.TOO_LARGE, "x".repeat(Password.MAX_LENGTH + 1));
  }

  @ParameterizedTest
  @Tag("SEC-2")
  @ValueSource(strings = {"\ud83d", "x\ude00", "\ude00\ud83d", "\ud83dx"})
  void whatIsNoUnicodeIsRefused(String text) {
    assertRefused(Problem.BAD_REQUEST, text);
  }

  @Test
  @Tag("SEC-3")
  void itIsNotShownAndHasNoEquality() {
    try (Password password = Password.of("hunter2");
        Password same = Password.of("hunter2")) {
      assertFalse(password.toString().contains("hunter"));
      assertNotEquals(password, same);
      try (SecretBytes utf8 = password.utf8()) {
        assertEquals("SecretBytes[redacted]", utf8.toString());
      }
    }
  }

  @Test
  @Tag("SEC-3")
  void closedItIsOverwrittenAndOpensNothing() throws ReflectiveOperationException {
    char[] given = "hunter2".toCharArray();
    Password password = Password.of(given);
    assertArrayEquals("hunter2".toCharArray(), given, "the caller's own is the caller's");
    var field = Password.class.getDeclaredField("utf8");
    field.setAccessible(true);
    byte[] held = ((SecretBytes) field.get(password)).raw();
    assertArrayEquals("hunter2".getBytes(UTF_8), held);
    PasswordKdf kdf = PasswordKdf.generate(Sample.CHEAP, Sample.RANDOM);
    assertFalse(password.isClosed());
    password.close();
    password.close();
    assertTrue(password.isClosed());
    assertTrue(Sample.isZero(held));
    assertThrows(IllegalStateException.class, () -> kdf.derive(password));
    assertEquals("Password[redacted]", password.toString());
  }

  /** Else a session that ends would change the password under a login that is on its way. */
  @Test
  @Tag("SEC-3")
  void whatWasTakenOfItOutlivesIt() {
    Password password = Password.of("hunter2");
    try (SecretBytes taken = password.utf8()) {
      password.close();
      assertArrayEquals("hunter2".getBytes(UTF_8), taken.raw());
    }
  }
}
