package dev.couchgrass.instance.ticket;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Percent-encoding (RFC 3986), for a part of a ticket.
 *
 * <p>What is written is escaped unless it means nothing to any reader of URIs or of forms: so
 * {@code +} is, although it stands for itself when read.
 */
final class PercentText {
  private static final String PLAIN = "-._~:/";
  private static final String HEX_DIGITS = "0123456789ABCDEF";

  private PercentText() {}

  static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (isPlain(b)) {
        encoded.append((char) b);
      } else {
        encoded.append('%');
        encoded.append(HEX_DIGITS.charAt((b & 0xf0) >> 4));
        encoded.append(HEX_DIGITS.charAt(b & 0xf));
      }
    }
    return encoded.toString();
  }

  private static boolean isPlain(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || PLAIN.indexOf(b) >= 0;
  }

  /**
   * What stands in a text of visible ASCII; empty if it has another character, an escape without
   * two hexadecimal digits, or escapes that are no UTF-8.
   */
  static Optional<String> decode(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~') {
        return Optional.empty();
      }
      if (c != '%') {
        bytes.put((byte) c);
      } else if (isEscape(text, i)) {
        bytes.put((byte) Integer.parseInt(text, i + 1, i + 3, 16));
        i += 2;
      } else {
        return Optional.empty();
      }
    }
    return decodeUtf8(bytes.flip());
  }

  /** Not what the number's parser takes, which is a sign and any script's digits, too. */
  private static boolean isEscape(String text, int at) {
    return at + 2 < text.length() && isHex(text.charAt(at + 1)) && isHex(text.charAt(at + 2));
  }

  private static boolean isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
  }

  private static Optional<String> decodeUtf8(ByteBuffer bytes) {
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
