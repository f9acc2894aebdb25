package dev.couchgrass.core.hash;

import java.util.Optional;

/** Base32 of RFC 4648 in lower case and without padding, of which each text has one spelling. */
final class Base32 {
  private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int DIGIT_BITS = 5;
  private static final int DIGIT_MASK = (1 << DIGIT_BITS) - 1;

  private Base32() {}

  static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder((bytes.length * 8 + DIGIT_BITS - 1) / DIGIT_BITS);
    int pending = 0;
    int bits = 0;
    for (byte b : bytes) {
      pending = ((pending << 8) | (b & 0xff)) & 0xfff;
      bits += 8;
      while (bits >= DIGIT_BITS) {
        bits -= DIGIT_BITS;
        text.append(DIGITS.charAt((pending >>> bits) & DIGIT_MASK));
      }
    }
    if (bits > 0) {
      text.append(DIGITS.charAt((pending << (DIGIT_BITS - bits)) & DIGIT_MASK));
    }
    return text.toString();
  }

  /** The bytes that {@link #encode} makes this text of; empty if there are none. */
  static Optional<byte[]> decode(String text) {
    byte[] bytes = new byte[text.length() * DIGIT_BITS / 8];
    int pending = 0;
    int bits = 0;
    int used = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = DIGITS.indexOf(text.charAt(i));
      if (digit < 0) {
        return Optional.empty();
      }
      pending = ((pending << DIGIT_BITS) | digit) & 0xfff;
      bits += DIGIT_BITS;
      if (bits >= 8) {
        bits -= 8;
        bytes[used++] = (byte) (pending >>> bits);
      }
    }
    boolean oneSpelling = bits < DIGIT_BITS && (pending & ((1 << bits) - 1)) == 0;
    return oneSpelling ? Optional.of(bytes) : Optional.empty();
  }
}
