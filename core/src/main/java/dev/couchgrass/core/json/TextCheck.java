package dev.couchgrass.core.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Refuses what Jackson lets pass and CouchDB does not: other encodings than UTF-8, malformed UTF-8,
 * and escapes of half a surrogate pair.
 */
final class TextCheck {
  private static final int CHUNK_CHARS = 1_024;

  private TextCheck() {}

  /**
   * Checks a whole text, of whose JSON it only supposes that backslashes stand in strings.
   *
   * @throws dev.couchgrass.core.InvalidInputException if it is refused
   */
  static void check(byte[] in, int from, int to) {
    // No value begins so, but a byte order mark does, which Jackson would skip or obey.
    if (from < to && in[from] < 0) {
      throw JsonTokens.malformed();
    }
    int firstNegative = to;
    int at = from;
    while (at < to) {
      byte b = in[at];
      if (b > '\\') {
        at++;
      } else if (b == '\\') {
        at = afterEscape(in, at, to);
      } else if (b > 0) {
        at++;
      } else if (b == 0) {
        // Never legal; among the first bytes, Jackson would take it for a sign of UTF-16 or 32.
        throw JsonTokens.malformed();
      } else {
        firstNegative = Math.min(firstNegative, at++);
      }
    }
    if (firstNegative < to) {
      checkUtf8(ByteBuffer.wrap(in, firstNegative, to - firstNegative));
    }
  }

  private static int afterEscape(byte[] in, int at, int to) {
    if (isSurrogate(in, at, to, 0xC, 0xF)) {
      throw JsonTokens.malformed();
    }
    if (!isSurrogate(in, at, to, 0x8, 0xB)) {
      return at + 2;
    }
    if (!isSurrogate(in, at + 6, to, 0xC, 0xF)) {
      throw JsonTokens.malformed();
    }
    return at + 12;
  }

  /** Whether at {@code at} a surrogate is escaped whose second digit is {@code low} to high. */
  private static boolean isSurrogate(byte[] in, int at, int to, int low, int high) {
    if (at + 3 >= to || in[at] != '\\' || in[at + 1] != 'u' || (in[at + 2] | 0x20) != 'd') {
      return false;
    }
    int digit = Character.digit(in[at + 3] & 0xFF, 16);
    return digit >= low && digit <= high;
  }

  private static void checkUtf8(ByteBuffer in) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer decoded = CharBuffer.allocate(Math.min(in.remaining(), CHUNK_CHARS));
    CoderResult result;
    do {
      decoded.clear();
      result = decoder.decode(in, decoded, true);
      if (result.isError()) {
        throw JsonTokens.malformed();
      }
    } while (result.isOverflow());
  }
}
