package dev.couchgrass.instance.secret;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM as the runtime does it, which has the processor's instructions for it; the nonce goes
 * before the ciphertext, and the tag after it.
 */
final class AesGcm {
  static final int KEY_BYTES = 32;
  static final int NONCE_BYTES = 12;
  static final int TAG_BYTES = 16;

  /** How many bytes more a sealed message has. */
  static final int OVERHEAD = NONCE_BYTES + TAG_BYTES;

  private static final int TAG_BITS = 8 * TAG_BYTES;

  private AesGcm() {}

  static byte[] seal(SecretBytes key, byte[] message, byte[] associated, SecureRandom random) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + message.length + TAG_BYTES);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, associated);
      cipher.doFinal(message, 0, message.length, sealed, NONCE_BYTES);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  /** The message; empty if it was not sealed with this key and associated data, or changed. */
  static Optional<byte[]> open(SecretBytes key, byte[] sealed, byte[] associated) {
    if (sealed.length < OVERHEAD) {
      return Optional.empty();
    }
    byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, associated);
      return Optional.of(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private static Cipher cipher(int mode, SecretBytes key, byte[] nonce, byte[] associated)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key.aesKey(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(associated);
    return cipher;
  }

  private static IllegalStateException missing(GeneralSecurityException cause) {
    return new IllegalStateException("The runtime does not encrypt with AES-256-GCM", cause);
  }
}
