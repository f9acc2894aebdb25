package dev.couchgrass.instance.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.key.SigningKey;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StoredKeyTest {
  private static final String SECRET_TEXT = "ed25519:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  /** What another library wrote, with the salt 0 to 15 and the password "Grünäu". */
  private static final String WRAPPED =
      """
      [1,["atomic",{"publicKey":"ed25519:A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=",\
      "secret":{"cipher":"aes-256-gcm",\
      "kdf":{"algorithm":"argon2id","lanes":1,"memoryKib":19456,"passes":2,\
      "salt":"AAECAwQFBgcICQoLDA0ODw==","version":19},\
      "sealed":"ZGVmZ2hpamtsbW5vvIZWUJjfYDiP6Ja6OGdmZL5CIp/5VfppypWCI1ZgZ5aUa6cKIHPirlN7AoGJXrv9"},\
      "type":"wrapped"}]]""";

  private static WrappedKey wrapped() {
    byte[] bytes = WRAPPED.getBytes(UTF_8);
    return assertInstanceOf(WrappedKey.class, StoredKey.ofDoc(Doc.decode(bytes)));
  }

  private static void assertSecret(SigningKey key) {
    byte[] secret = key.secretBytes();
    assertArrayEquals(Sample.counting(0, 32), secret);
    key.close();
  }

  @Test
  @Tag("SEC-6")
  @Tag("SEC-7")
  @Tag("SEC-9")
  void whatAnotherLibraryWrappedIsOpened() {
    WrappedKey wrapped = wrapped();
    assertEquals(WRAPPED, new String(wrapped.toDoc().encode(), UTF_8));
    try (Password password = Password.of("Gr\u00fcn\u00e4u")) {
      assertSecret(wrapped.open(password));
    }
  }

  @Test
  @Tag("SEC-9")
  void theClearFormIsOneText() {
    try (SigningKey key = Sample.key()) {
      PlainKey plain = PlainKey.of(key);
      assertEquals(
          "[1,[\"atomic\",{\"secret\":\"" + SECRET_TEXT + "\",\"type\":\"plain\"}]]",
          new String(plain.toDoc().encode(), UTF_8));
      PlainKey read = assertInstanceOf(PlainKey.class, StoredKey.ofDoc(plain.toDoc()));
      assertEquals(key.publicKey(), read.publicKey());
      assertSecret(read.open());
      assertFalse(read.toString().contains("AAEC"));
      assertTrue(read.toString().contains(key.publicKey().toString()));
    }
  }

  @Test
  @Tag("SEC-8")
  void anotherPasswordIsRefusedWithoutATrace() {
    try (Password other = Password.of("Gr\u00fcnau")) {
      WrongPasswordException refusal =
          assertThrows(WrongPasswordException.class, () -> wrapped().open(other));
      assertEquals(0, refusal.getStackTrace().length);
      assertNull(refusal.getCause());
    }
  }

  @Test
  @Tag("SEC-7")
  void theSecretOfAnotherKeyIsNotOpenedInItsPlace() {
    try (Password password = Password.of("p");
        SigningKey key = Sample.key();
        SigningKey other = SigningKey.generate(Sample.RANDOM)) {
      WrappedKey one = WrappedKey.wrap(key, password, Sample.CHEAP, Sample.RANDOM);
      WrappedKey swapped = new WrappedKey(other.publicKey(), one.secret());
      assertThrows(WrongPasswordException.class, () -> swapped.open(password));
    }
  }

  /** Somebody who knows the password may bind a secret to whatever they like. */
  @Test
  @Tag("SEC-7")
  void theSecretHasToBelongToThePublicKey() {
    try (Password password = Password.of("p");
        SigningKey key = Sample.key();
        SecretBytes foreign = SecretBytes.random(32, Sample.RANDOM)) {
      byte[] associated = AssociatedData.of("couchgrass/signing-key/v1", key.publicKey().bytes());
      PasswordBox box =
          PasswordBox.seal(foreign, password, Sample.CHEAP, associated, Sample.RANDOM);
      WrappedKey forged = new WrappedKey(key.publicKey(), box);
      assertThrows(WrongPasswordException.class, () -> forged.open(password));
    }
  }

  @Test
  @Tag("SEC-6")
  @Tag("SEC-10")
  void aChangedPasswordDrawsSaltAndNonceAnew() {
    try (Password old = Password.of("old");
        Password changed = Password.of("new");
        SigningKey key = Sample.key()) {
      WrappedKey before = WrappedKey.wrap(key, old, Sample.CHEAP, Sample.RANDOM);
      WrappedKey after = before.rewrap(old, changed, Sample.CHEAP.withPasses(2), Sample.RANDOM);
      assertSecret(after.open(changed));
      assertThrows(WrongPasswordException.class, () -> after.open(old));
      assertThrows(
          WrongPasswordException.class,
          () -> before.rewrap(changed, old, Sample.CHEAP, Sample.RANDOM));
      assertEquals(2, after.secret().kdf().parameters().passes());
      assertFresh(before.secret(), after.secret());
      assertFresh(before.secret(), before.rewrap(old, old, Sample.CHEAP, Sample.RANDOM).secret());
    }
  }

  private static void assertFresh(PasswordBox before, PasswordBox after) {
    assertFalse(Arrays.equals(before.kdf().salt(), after.kdf().salt()));
    assertFalse(
        Arrays.equals(
            Arrays.copyOf(before.box().bytes(), 12), Arrays.copyOf(after.box().bytes(), 12)));
  }

  @Test
  @Tag("SEC-3")
  void whatDescribesItDoesNotShowTheSecret() {
    assertTrue(wrapped().toString().contains("ed25519:A6EHv"));
    assertFalse(wrapped().toString().contains("ZGVm"));
  }

  @Test
  @Tag("SEC-3")
  void aClosedKeyIsNotStored() {
    SigningKey key = Sample.key();
    key.close();
    try (Password password = Password.of("p")) {
      assertThrows(
          IllegalStateException.class,
          () -> WrappedKey.wrap(key, password, Sample.CHEAP, Sample.RANDOM));
      assertThrows(IllegalStateException.class, () -> PlainKey.of(key));
    }
  }

  @Test
  void equalOnesHaveEqualForms() {
    assertEquals(wrapped(), wrapped());
    assertEquals(wrapped().hashCode(), wrapped().hashCode());
    try (Password password = Password.of("p");
        SigningKey key = Sample.key()) {
      assertNotEquals(
          WrappedKey.wrap(key, password, Sample.CHEAP, Sample.RANDOM),
          WrappedKey.wrap(key, password, Sample.CHEAP, Sample.RANDOM));
    }
  }

  @Test
  @Tag("SEC-6")
  void aBoxOfAnotherLengthIsRefused() {
    PasswordKdf kdf = PasswordKdf.generate(Sample.CHEAP, Sample.RANDOM);
    for (int length : new int[] {28, 59, 61}) {
      SealedBox box = SealedBox.ofBytes(new byte[length]);
      assertThrows(InvalidInputException.class, () -> new PasswordBox(kdf, box));
    }
    assertThrows(InvalidInputException.class, () -> SealedBox.ofBytes(new byte[27]));
  }
}
