package dev.couchgrass.instance.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Tombstone;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.key.SigningKey;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SealedKeyTest {
  /** What another library sealed: the key 0 to 31 under the key 100 to 131. */
  private static final String SEALED =
      """
      [1,["atomic",{"publicKey":"ed25519:A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=",\
      "secret":"MjM0NTY3ODk6Ozw9z95MqA7tt+UAMvdLm7eiPcMfsyFV6EenU1N7p/6q1FqHfWhlvbZVfj65m489aPvC",\
      "type":"sealed"}]]""";

  private final SigningKey key = Sample.key();
  private final SigningKey under = SigningKey.ofBytes(Sample.counting(100, SigningKey.BYTES));

  @AfterEach
  void close() {
    key.close();
    under.close();
  }

  private static SealedKey read(String text) {
    return assertInstanceOf(SealedKey.class, StoredKey.ofDoc(Doc.decode(text.getBytes(UTF_8))));
  }

  private static byte[] secret(SigningKey opened) {
    try (opened) {
      return opened.secretBytes();
    }
  }

  @Test
  @Tag("SEC-9")
  @Tag("SEC-23")
  void whatAnotherLibrarySealedIsOpened() {
    SealedKey sealed = read(SEALED);
    assertEquals(SEALED, new String(sealed.toDoc().encode(), UTF_8));
    assertArrayEquals(Sample.counting(0, 32), secret(sealed.open(under)));
  }

  @Test
  @Tag("SEC-6")
  @Tag("SEC-23")
  void whatIsSealedIsOpenedAndEachTimeAnother() {
    SealedKey one = SealedKey.seal(key, under, Sample.RANDOM);
    SealedKey other = SealedKey.seal(key, under, Sample.RANDOM);
    assertEquals(key.publicKey(), one.publicKey());
    assertArrayEquals(key.secretBytes(), secret(one.open(under)));
    assertNotEquals(one, other);
    assertFalse(
        Arrays.equals(
            Arrays.copyOf(one.box().bytes(), 12), Arrays.copyOf(other.box().bytes(), 12)));
    assertEquals(one, StoredKey.ofDoc(one.toDoc()));
  }

  @Test
  @Tag("SEC-8")
  @Tag("SEC-23")
  void anotherKeyOrAChangedBoxIsRefused() {
    SealedKey sealed = read(SEALED);
    assertThrows(WrongPasswordException.class, () -> sealed.open(key));
    byte[] box = sealed.box().bytes();
    for (int bit = 0; bit < 8 * box.length; bit++) {
      SealedKey changed =
          new SealedKey(sealed.publicKey(), SealedBox.ofBytes(Sample.flipped(box, bit)));
      assertThrows(WrongPasswordException.class, () -> changed.open(under));
    }
  }

  @Test
  @Tag("SEC-7")
  @Tag("SEC-23")
  void theSecretOfAnotherKeyIsRefused() {
    SealedKey sealed = SealedKey.seal(key, under, Sample.RANDOM);
    SealedKey moved = new SealedKey(under.publicKey(), sealed.box());
    assertThrows(WrongPasswordException.class, () -> moved.open(under));
  }

  /** A box that is bound to a public key, and holds the secret of another. */
  @Test
  @Tag("SEC-7")
  @Tag("SEC-23")
  void aSecretThatIsNotTheKeysIsRefused() {
    try (SecretBytes derived = derived(under)) {
      byte[] bound = AssociatedData.of("couchgrass/key-under-key/v1", under.publicKey().bytes());
      SealedBox box = SealedBox.seal(derived, key.secretBytes(), bound, Sample.RANDOM);
      SealedKey forged = new SealedKey(under.publicKey(), box);
      assertThrows(WrongPasswordException.class, () -> forged.open(under));
      byte[] right = AssociatedData.of("couchgrass/key-under-key/v1", key.publicKey().bytes());
      SealedBox own = SealedBox.seal(derived, key.secretBytes(), right, Sample.RANDOM);
      assertArrayEquals(key.secretBytes(), secret(new SealedKey(key.publicKey(), own).open(under)));
    }
  }

  /** HKDF-SHA256 of 32 bytes, written down once more. */
  private static SecretBytes derived(SigningKey under) {
    byte[] pseudorandom = hmac(new byte[32], under.secretBytes());
    byte[] info = "couchgrass/key-under-key/v1\u0001".getBytes(UTF_8);
    return SecretBytes.ofOwned(hmac(pseudorandom, info));
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @Tag("SEC-6")
  @Tag("SEC-23")
  void aBoxOfAnotherLengthIsRefused() {
    for (int length : new int[] {28, 59, 61}) {
      SealedBox box = SealedBox.ofBytes(new byte[length]);
      assertThrows(InvalidInputException.class, () -> new SealedKey(key.publicKey(), box));
    }
  }

  @Test
  @Tag("SEC-9")
  void otherFormsAreRefused() {
    Doc written = read(SEALED).toDoc();
    for (Doc other :
        List.of(
            written.merge(Doc.of("x", Value.of(1))),
            written.merge(Doc.of("type", Value.of("plain"))),
            written.merge(Doc.of("type", Value.of("wrapped"))),
            written.merge(Doc.of("secret", Tombstone.TOMBSTONE)),
            written.merge(Doc.of("secret", Value.of("AAEC"))),
            written.merge(Doc.of("secret", Value.of("MjM0"))),
            written.merge(Doc.of("publicKey", Tombstone.TOMBSTONE)),
            Doc.of(written.toMap()))) {
      assertThrows(InvalidInputException.class, () -> StoredKey.ofDoc(other), other::toString);
    }
  }

  @Test
  @Tag("SEC-3")
  void closedKeysAreNeitherSealedNorOpened() {
    SealedKey sealed = SealedKey.seal(key, under, Sample.RANDOM);
    assertTrue(sealed.toString().contains(key.publicKey().toString()), sealed.toString());
    key.close();
    assertThrows(IllegalStateException.class, () -> SealedKey.seal(key, under, Sample.RANDOM));
    under.close();
    assertThrows(IllegalStateException.class, () -> sealed.open(under));
    try (SigningKey open = Sample.key()) {
      assertThrows(IllegalStateException.class, () -> SealedKey.seal(open, under, Sample.RANDOM));
    }
  }
}
