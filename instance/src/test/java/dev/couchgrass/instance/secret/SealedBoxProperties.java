package dev.couchgrass.instance.secret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.key.SigningKey;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SealedBoxProperties {
  private static boolean opens(SealedBox box, byte[] key, byte[] associated) {
    try (SecretBytes secret = SecretBytes.ofOwned(key.clone())) {
      return box.open(secret, associated).isPresent();
    }
  }

  @Property(tries = 300)
  @Tag("SEC-6")
  @Tag("SEC-8")
  void whatWasSealedIsOpenedAndNothingElse(
      @ForAll @Size(32) byte[] key,
      @ForAll byte[] secret,
      @ForAll byte[] associated,
      @ForAll @IntRange(min = 0, max = 1 << 20) int at) {
    SealedBox box;
    try (SecretBytes held = SecretBytes.ofOwned(key.clone())) {
      box = SealedBox.seal(held, secret, associated, Sample.RANDOM);
      try (SecretBytes opened = box.open(held, associated).orElseThrow()) {
        assertArrayEquals(secret, opened.raw());
      }
    }
    byte[] bytes = box.bytes();
    assertEquals(12 + secret.length + 16, bytes.length);
    byte[] flipped = Sample.flipped(bytes, at % (8 * bytes.length));
    assertFalse(opens(SealedBox.ofBytes(flipped), key, associated));
    assertFalse(opens(box, Sample.flipped(key, at % 256), associated));
    assertFalse(opens(box, key, Arrays.copyOf(associated, associated.length + 1)));
    if (associated.length > 0) {
      assertFalse(opens(box, key, Sample.flipped(associated, at % (8 * associated.length))));
    }
    int shorter = at % bytes.length;
    if (shorter >= PayloadCipher.OVERHEAD) {
      assertFalse(opens(SealedBox.ofBytes(Arrays.copyOf(bytes, shorter)), key, associated));
    }
  }

  /** Every byte, and not only those that luck found. */
  @Example
  @Tag("SEC-8")
  void everyFlippedByteOfAWrappedKeyIsRefused() {
    try (Password password = Password.of("p");
        SigningKey key = Sample.key()) {
      WrappedKey wrapped = WrappedKey.wrap(key, password, Sample.CHEAP, Sample.RANDOM);
      byte[] bytes = wrapped.secret().box().bytes();
      for (int i = 0; i < bytes.length; i++) {
        SealedBox box = SealedBox.ofBytes(Sample.flipped(bytes, 8 * i + i % 8));
        assertRefused(password, wrapped, new PasswordBox(wrapped.secret().kdf(), box));
      }
      byte[] salt = wrapped.secret().kdf().salt();
      for (int i = 0; i < salt.length; i++) {
        PasswordKdf kdf = PasswordKdf.of(Sample.CHEAP, Sample.flipped(salt, 8 * i));
        assertRefused(password, wrapped, new PasswordBox(kdf, wrapped.secret().box()));
      }
    }
  }

  private static void assertRefused(Password password, WrappedKey wrapped, PasswordBox changed) {
    try (SigningKey opened = new WrappedKey(wrapped.publicKey(), changed).open(password)) {
      throw new AssertionError("Opened " + opened);
    } catch (WrongPasswordException e) {
      assertEquals("The password does not open this", e.getMessage());
    }
  }

  @Property(tries = 20)
  @Tag("SEC-7")
  @Tag("SEC-9")
  void aWrappedKeyIsReadBackAndOpened(
      @ForAll @Size(32) byte[] secret, @ForAll @Size(min = 1, max = 40) char[] text) {
    for (int i = 0; i < text.length; i++) {
      text[i] = Character.isSurrogate(text[i]) ? 'x' : text[i];
    }
    try (Password password = Password.of(text);
        SigningKey key = SigningKey.ofBytes(secret)) {
      WrappedKey wrapped = WrappedKey.wrap(key, password, Sample.CHEAP, Sample.RANDOM);
      Doc doc = Doc.decode(wrapped.toDoc().encode());
      StoredKey read = StoredKey.ofDoc(doc);
      assertEquals(wrapped, read);
      assertTrue(read.toDoc().isAtomic());
      try (SigningKey opened = wrapped.open(password)) {
        assertArrayEquals(secret, opened.secretBytes());
      }
    }
  }

  /** Parts that run on into each other are told apart. */
  @Property(tries = 300)
  @Tag("SEC-7")
  void whatIsBoundIsInjective(
      @ForAll @Size(max = 4) byte[] a,
      @ForAll @Size(max = 4) byte[] b,
      @ForAll @Size(max = 4) byte[] c,
      @ForAll @Size(max = 4) byte[] d) {
    boolean same = Arrays.equals(a, c) && Arrays.equals(b, d);
    assertEquals(same, Arrays.equals(AssociatedData.of("p", a, b), AssociatedData.of("p", c, d)));
    byte[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    assertFalse(Arrays.equals(AssociatedData.of("p", a, b), AssociatedData.of("p", joined)));
  }
}
