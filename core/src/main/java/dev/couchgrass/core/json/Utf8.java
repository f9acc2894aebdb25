package dev.couchgrass.core.json;

/** Steps over well-formed UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8 {
  private Utf8() {}

  /**
   * The position after the sequence of two to four bytes that begins at {@code at}.
   *
   * @throws dev.couchgrass.core.InvalidInputException if it is malformed or cut off
   */
  static int skip(byte[] in, int at, int end) {
    int first = in[at] & 0xFF;
    if (first >= 0xC2 && first <= 0xDF) {
      return continuation(in, at + 1, end, 0x80, 0xBF);
    }
    if (first >= 0xE0 && first <= 0xEF) {
      int low = first == 0xE0 ? 0xA0 : 0x80;
      int high = first == 0xED ? 0x9F : 0xBF;
      return continuation(in, continuation(in, at + 1, end, low, high), end, 0x80, 0xBF);
    }
    if (first >= 0xF0 && first <= 0xF4) {
      int low = first == 0xF0 ? 0x90 : 0x80;
      int high = first == 0xF4 ? 0x8F : 0xBF;
      int third = continuation(in, at + 1, end, low, high);
      return continuation(in, continuation(in, third, end, 0x80, 0xBF), end, 0x80, 0xBF);
    }
    throw JsonScanner.malformed();
  }

  private static int continuation(byte[] in, int at, int end, int low, int high) {
    if (at >= end || (in[at] & 0xFF) < low || (in[at] & 0xFF) > high) {
      throw JsonScanner.malformed();
    }
    return at + 1;
  }
}
