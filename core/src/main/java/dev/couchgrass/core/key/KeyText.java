package dev.couchgrass.core.key;

import java.util.Base64;
import java.util.Optional;

/** Keys as text: the algorithm, a colon, and the bytes in base64, in one spelling. */
final class KeyText {
  private static final String PREFIX = "ed25519:";

  private KeyText() {}

  static String encode(byte[] key) {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  /** The bytes that {@link #encode} makes this text of; empty if there are none. */
  static Optional<byte[]> decode(String text) {
    return text.startsWith(PREFIX)
        ? decodeBase64(text.substring(PREFIX.length()))
        : Optional.empty();
  }

  /** What was encoded; empty if it would be spelt otherwise: with padding, or with other bits. */
  static Optional<byte[]> decodeBase64(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return Base64.getEncoder().encodeToString(bytes).equals(text)
        ? Optional.of(bytes)
        : Optional.empty();
  }
}
