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
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EncryptedStoreTest {
  /** What another library wrote, with the salt 0 to 15 and the password "Grünäu". */
  private static final String CONFIG =
      """
      [1,["atomic",{"dataKey":{"cipher":"aes-256-gcm",\
      "kdf":{"algorithm":"argon2id","lanes":1,"memoryKib":19456,"passes":2,\
      "salt":"AAECAwQFBgcICQoLDA0ODw==","version":19},\
      "sealed":"ZGVmZ2hpamtsbW5vdE6emFAXqPBXME5i4L++vHaK6lcxnTKhMm16266Yn26l9gv1OEpB1uCoW5WX9iJE"},\
      "payload":"aes-256-gcm"}]]""";

  private static final String PAYLOAD = "MjM0NTY3ODk6Ozw9h6hVCQOyhnEmYgXT4Y0kr17pI+Y9";

  private static final List<StoreBinding> OTHERS =
      List.of(
          new StoreBinding(Sample.NOTES.database(), "note"),
          new StoreBinding(Sample.NOTES.database(), ""),
          new StoreBinding(Cid.of(Codec.DAG_CBOR, new byte[0]), "notes"),
          new StoreBinding(new Cid(Codec.RAW, Sample.NOTES.database().hash()), "notes"));

  private static EncryptedStoreConfig create(Password password) {
    return EncryptedStoreConfig.create(password, Sample.NOTES, Sample.CHEAP, Sample.RANDOM);
  }

  private static PayloadCipher open(EncryptedStoreConfig config, Password password) {
    return config.open(password, Sample.NOTES, Sample.RANDOM);
  }

  @Test
  @Tag("SEC-11")
  @Tag("SEC-13")
  @Tag("SEC-15")
  void whatAnotherLibraryEncryptedIsRead() {
    EncryptedStoreConfig config = EncryptedStoreConfig.ofDoc(Doc.decode(CONFIG.getBytes(UTF_8)));
    assertEquals(CONFIG, new String(config.toDoc().encode(), UTF_8));
    try (Password password = Password.of("Gr\u00fcn\u00e4u");
        PayloadCipher cipher = open(config, password)) {
      byte[] payload = Base64.getDecoder().decode(PAYLOAD);
      assertEquals(
          Optional.of("hello"), cipher.decrypt(payload).map(bytes -> new String(bytes, UTF_8)));
    }
  }

  @Test
  @Tag("SEC-8")
  @Tag("SEC-11")
  void anotherPasswordOrBindingDoesNotOpenIt() {
    try (Password password = Password.of("p");
        Password other = Password.of("q")) {
      EncryptedStoreConfig config = create(password);
      assertThrows(WrongPasswordException.class, () -> open(config, other));
      for (StoreBinding binding : OTHERS) {
        assertThrows(
            WrongPasswordException.class, () -> config.open(password, binding, Sample.RANDOM));
        assertThrows(
            WrongPasswordException.class,
            () -> config.withPassword(password, other, binding, Sample.CHEAP, Sample.RANDOM));
      }
    }
  }

  @Test
  @Tag("SEC-13")
  void thePayloadOfAnotherStoreIsNotRead() {
    try (SecretBytes key = SecretBytes.random(32, Sample.RANDOM);
        PayloadCipher here = new PayloadCipher(key.copy(), Sample.NOTES, Sample.RANDOM)) {
      byte[] payload = here.encrypt(new byte[] {1});
      assertTrue(here.decrypt(payload).isPresent());
      for (StoreBinding binding : OTHERS) {
        try (PayloadCipher there = new PayloadCipher(key.copy(), binding, Sample.RANDOM)) {
          assertTrue(there.decrypt(payload).isEmpty(), binding::toString);
        }
      }
      byte[] asKey =
          AesGcm.seal(
              key,
              new byte[] {1},
              Sample.NOTES.associated("couchgrass/encrypted-store/data-key/v1"),
              Sample.RANDOM);
      assertTrue(here.decrypt(asKey).isEmpty(), "sealed for another purpose");
    }
  }

  @Test
  @Tag("SEC-10")
  @Tag("SEC-12")
  void aChangedPasswordKeepsTheDataKey() {
    try (Password old = Password.of("old");
        Password changed = Password.of("new")) {
      EncryptedStoreConfig before = create(old);
      EncryptedStoreConfig after =
          before.withPassword(
              old, changed, Sample.NOTES, Sample.CHEAP.withPasses(2), Sample.RANDOM);
      byte[] payload;
      try (PayloadCipher cipher = open(before, old)) {
        payload = cipher.encrypt("hello".getBytes(UTF_8));
      }
      try (PayloadCipher cipher = open(after, changed)) {
        assertArrayEquals("hello".getBytes(UTF_8), cipher.decrypt(payload).orElseThrow());
      }
      assertThrows(WrongPasswordException.class, () -> open(after, old));
      assertThrows(
          WrongPasswordException.class,
          () -> before.withPassword(changed, old, Sample.NOTES, Sample.CHEAP, Sample.RANDOM));
      assertEquals(2, after.dataKey().kdf().parameters().passes());
      assertNotEquals(before.dataKey().box(), after.dataKey().box());
    }
  }

  @Test
  @Tag("SEC-12")
  void eachStoreHasADataKeyOfItsOwn() {
    try (Password password = Password.of("p");
        PayloadCipher one = open(create(password), password);
        PayloadCipher other = open(create(password), password)) {
      assertTrue(other.decrypt(one.encrypt(new byte[] {1})).isEmpty());
    }
  }

  @Test
  @Tag("SEC-3")
  void closedTheKeyIsOverwrittenAndNothingIsDone() {
    SecretBytes key = SecretBytes.random(32, Sample.RANDOM);
    byte[] held = key.raw();
    PayloadCipher cipher = new PayloadCipher(key, Sample.NOTES, Sample.RANDOM);
    byte[] payload = cipher.encrypt(new byte[] {1});
    assertFalse(cipher.isClosed());
    assertFalse(Sample.isZero(held));
    cipher.close();
    cipher.close();
    assertTrue(cipher.isClosed());
    assertTrue(Sample.isZero(held));
    assertThrows(IllegalStateException.class, () -> cipher.encrypt(new byte[] {1}));
    assertThrows(IllegalStateException.class, () -> cipher.decrypt(payload));
    assertEquals("PayloadCipher[key redacted]", cipher.toString());
  }

  @Test
  @Tag("SEC-14")
  void messagesAreLimited() {
    try (PayloadCipher cipher =
        new PayloadCipher(SecretBytes.random(32, Sample.RANDOM), Sample.NOTES, Sample.RANDOM)) {
      byte[] payload = cipher.encrypt(new byte[PayloadCipher.MAX_BYTES]);
      assertEquals(PayloadCipher.MAX_BYTES, cipher.decrypt(payload).orElseThrow().length);
      assertTooLarge(() -> cipher.encrypt(new byte[PayloadCipher.MAX_BYTES + 1]));
      assertTooLarge(() -> cipher.decrypt(new byte[payload.length + 1]));
    }
  }

  private static void assertTooLarge(Runnable making) {
    assertEquals(
        Problem.TOO_LARGE, assertThrows(InvalidInputException.class, making::run).problem());
  }

  @Test
  void aBindingsNameIsWellFormed() {
    assertThrows(
        InvalidInputException.class, () -> new StoreBinding(Sample.NOTES.database(), "\ud800"));
  }
}
