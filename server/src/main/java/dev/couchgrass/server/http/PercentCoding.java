package dev.couchgrass.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes parts of a URI, once and strictly. */
final class PercentCoding {
  private PercentCoding() {}

  /** A segment of a path, where a plus is a plus. */
  static String segment(String raw) {
    return plain(raw, false) ? raw : decode(raw, false);
  }

  /** A name or value of a query, where a plus is a space. */
  static String query(String raw) {
    return plain(raw, true) ? raw : decode(raw, true);
  }

  private static boolean plain(String raw, boolean query) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%' || c >= 0x80 || (query && c == '+')) {
        return false;
      }
    }
    return true;
  }

  private static String decode(String raw, boolean query) {
    ByteBuffer bytes = ByteBuffer.allocate(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes.put((byte) (hex(raw, i + 1) << 4 | hex(raw, i + 2)));
        i += 2;
      } else if (c > 0xff) {
        throw malformed();
      } else {
        // The head of a request is read as Latin-1, so a character above 0x7f is a raw byte.
        bytes.put(query && c == '+' ? (byte) ' ' : (byte) c);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw malformed();
    }
  }

  private static int hex(String raw, int at) {
    int digit = at < raw.length() ? Character.digit(raw.charAt(at), 16) : -1;
    if (digit < 0 || raw.charAt(at) >= 0x80) {
      throw malformed();
    }
    return digit;
  }

  private static HttpFailure malformed() {
    return HttpFailure.badRequest("Malformed percent-encoding or UTF-8 in the URL.");
  }
}
