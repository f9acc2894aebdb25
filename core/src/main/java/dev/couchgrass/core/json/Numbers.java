package dev.couchgrass.core.json;

import dev.couchgrass.core.encoding.TermWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** The values of numbers that were scanned. */
final class Numbers {
  /** As many digits as a long surely holds. */
  private static final int LONG_DIGITS = 18;

  /** Integers of so many digits are exact as doubles, as are the powers below. */
  private static final int EXACT_DIGITS = 15;

  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16
  };

  private Numbers() {}

  /** Writes the integer from {@code start} to {@code end}. */
  static void writeInteger(byte[] in, int start, int end, TermWriter term) {
    if (end - start > LONG_DIGITS) {
      term.integer(new BigInteger(text(in, start, end)));
    } else {
      term.integer(shortInteger(in, start, end));
    }
  }

  /** The integer from {@code start} to {@code end}, if it fits. */
  static OptionalLong integer(byte[] in, int start, int end) {
    if (end - start <= LONG_DIGITS) {
      return OptionalLong.of(shortInteger(in, start, end));
    }
    BigInteger value = new BigInteger(text(in, start, end));
    return value.bitLength() < Long.SIZE
        ? OptionalLong.of(value.longValue())
        : OptionalLong.empty();
  }

  private static long shortInteger(byte[] in, int start, int end) {
    boolean negative = in[start] == '-';
    long value = 0;
    for (int i = negative ? start + 1 : start; i < end; i++) {
      value = value * 10 + (in[i] - '0');
    }
    return negative ? -value : value;
  }

  /** The double nearest to the number from {@code start} to {@code end}; may be infinite. */
  static double real(byte[] in, int start, int end) {
    // A short number without an exponent is the quotient of two exact doubles, which the division
    // rounds as it should; that is much faster than the general way.
    if (end - start <= EXACT_DIGITS) {
      boolean negative = in[start] == '-';
      long digits = 0;
      int point = -1;
      for (int i = negative ? start + 1 : start; i < end; i++) {
        if (in[i] == '.') {
          point = i;
        } else if (in[i] > '9') {
          return general(in, start, end);
        } else {
          digits = digits * 10 + (in[i] - '0');
        }
      }
      double value = point < 0 ? digits : digits / POWERS_OF_TEN[end - point - 1];
      return negative ? -value : value;
    }
    return general(in, start, end);
  }

  private static double general(byte[] in, int start, int end) {
    return Double.parseDouble(text(in, start, end));
  }

  private static String text(byte[] in, int start, int end) {
    return new String(in, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
