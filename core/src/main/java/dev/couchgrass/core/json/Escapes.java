package dev.couchgrass.core.json;

import dev.couchgrass.core.encoding.ByteSink;

/** The escapes of JSON strings. */
final class Escapes {
  private Escapes() {}

  /**
   * The position after the escape whose backslash is at {@code at}; a pair of surrogates is one.
   *
   * @throws dev.couchgrass.core.InvalidInputException if it is malformed, cut off, or half a pair
   */
  static int skip(byte[] in, int at, int end) {
    if (at + 1 >= end) {
      throw JsonScanner.malformed();
    }
    if (in[at + 1] != 'u') {
      simple(in[at + 1]);
      return at + 2;
    }
    char unit = unit(in, at, end);
    if (!Character.isSurrogate(unit)) {
      return at + 6;
    }
    if (!Character.isHighSurrogate(unit) || !Character.isLowSurrogate(unit(in, at + 6, end))) {
      throw JsonScanner.malformed();
    }
    return at + 12;
  }

  /**
   * The UTF-8 bytes that the characters from {@code at} to {@code end}, checked before, stand for.
   */
  static byte[] decode(byte[] in, int at, int end) {
    ByteSink out = new ByteSink(end - at);
    int from = at;
    while (from < end) {
      int backslash = from;
      while (backslash < end && in[backslash] != '\\') {
        backslash++;
      }
      out.put(in, from, backslash - from);
      from = backslash == end ? end : decodeOne(in, backslash, end, out);
    }
    return out.toByteArray();
  }

  private static int decodeOne(byte[] in, int at, int end, ByteSink out) {
    if (in[at + 1] != 'u') {
      out.put(simple(in[at + 1]));
      return at + 2;
    }
    char unit = unit(in, at, end);
    if (Character.isHighSurrogate(unit)) {
      encode(Character.toCodePoint(unit, unit(in, at + 6, end)), out);
      return at + 12;
    }
    encode(unit, out);
    return at + 6;
  }

  private static void encode(int point, ByteSink out) {
    if (point < 0x80) {
      out.put(point);
    } else if (point < 0x800) {
      out.put(0xC0 | (point >>> 6));
      out.put(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
      out.put(0xE0 | (point >>> 12));
      out.put(0x80 | ((point >>> 6) & 0x3F));
      out.put(0x80 | (point & 0x3F));
    } else {
      out.put(0xF0 | (point >>> 18));
      out.put(0x80 | ((point >>> 12) & 0x3F));
      out.put(0x80 | ((point >>> 6) & 0x3F));
      out.put(0x80 | (point & 0x3F));
    }
  }

  private static int simple(byte letter) {
    return switch (letter) {
      case '"', '\\', '/' -> letter;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> throw JsonScanner.malformed();
    };
  }

  /** The UTF-16 unit of the escape of six characters whose backslash is at {@code at}. */
  private static char unit(byte[] in, int at, int end) {
    if (at + 6 > end || in[at] != '\\' || in[at + 1] != 'u') {
      throw JsonScanner.malformed();
    }
    int unit = 0;
    for (int i = at + 2; i < at + 6; i++) {
      int digit = in[i] < 0 ? -1 : Character.digit(in[i], 16);
      if (digit < 0) {
        throw JsonScanner.malformed();
      }
      unit = (unit << 4) | digit;
    }
    return (char) unit;
  }
}
