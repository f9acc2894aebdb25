package dev.couchgrass.core.json;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;

/**
 * Finds the ends of tokens and checks them; knows nothing of nesting.
 *
 * <p>After a token, {@link #start} and {@link #stop} delimit it, a string's quotes included.
 */
final class JsonScanner {
  final byte[] in;
  private final int end;
  private final int maxNumberLength;

  private int position;
  private int start;
  private int stop;
  private boolean escaped;
  private boolean real;

  JsonScanner(byte[] in, int position, int end, int maxNumberLength) {
    this.in = in;
    this.position = position;
    this.end = end;
    this.maxNumberLength = maxNumberLength;
  }

  static InvalidInputException malformed() {
    return new InvalidInputException(Problem.BAD_REQUEST, "invalid UTF-8 JSON");
  }

  int position() {
    return position;
  }

  int start() {
    return start;
  }

  int stop() {
    return stop;
  }

  int end() {
    return end;
  }

  /** Whether the string that was read last has an escape. */
  boolean escaped() {
    return escaped;
  }

  /** Whether the number that was read last has a fraction or an exponent. */
  boolean real() {
    return real;
  }

  /** Steps over white space; gives the byte after it, or 0, which begins no token, at the end. */
  int peek() {
    while (position < end) {
      byte b = in[position];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return b;
      }
      position++;
    }
    return 0;
  }

  boolean atEnd() {
    peek();
    return position >= end;
  }

  /** Steps over the byte that {@link #peek} gave. */
  void advance() {
    position++;
  }

  /** Steps over white space and {@code expected}. */
  void expect(int expected) {
    if (peek() != expected) {
      throw malformed();
    }
    position++;
  }

  /** Reads a string, at whose quote this stands. */
  void string() {
    start = position;
    escaped = false;
    int at = position + 1;
    while (at < end) {
      byte b = in[at];
      if (b == '"') {
        position = at + 1;
        stop = position;
        return;
      } else if (b == '\\') {
        escaped = true;
        at = Escapes.skip(in, at, end);
      } else if (b >= ' ') {
        at++;
      } else if (b < 0) {
        at = Utf8.skip(in, at, end);
      } else {
        break;
      }
    }
    throw malformed();
  }

  /** Reads {@code word}. */
  void literal(String word) {
    start = position;
    if (end - position < word.length()) {
      throw malformed();
    }
    for (int i = 0; i < word.length(); i++) {
      if (in[position + i] != word.charAt(i)) {
        throw malformed();
      }
    }
    position += word.length();
    stop = position;
  }

  /** Reads a number. */
  void number() {
    start = position;
    real = false;
    if (in[position] == '-') {
      position++;
    }
    if (position < end && in[position] == '0') {
      position++;
    } else {
      digits();
    }
    if (position < end && in[position] == '.') {
      position++;
      real = true;
      digits();
    }
    boolean exponent = position < end && (in[position] | 0x20) == 'e';
    if (exponent) {
      exponent();
    }
    stop = position;
    requireSmall(exponent);
  }

  private void exponent() {
    real = true;
    position++;
    if (position < end && (in[position] == '+' || in[position] == '-')) {
      position++;
    }
    digits();
  }

  private void digits() {
    int first = position;
    while (position < end && in[position] >= '0' && in[position] <= '9') {
      position++;
    }
    if (position == first) {
      throw malformed();
    }
  }

  private void requireSmall(boolean exponent) {
    int length = position - start;
    if (length > maxNumberLength) {
      throw new InvalidInputException(Problem.TOO_LARGE, "A number is too long");
    }
    // Without an exponent, only a number of more than 300 digits can be beyond a double's range.
    if (real
        && (exponent || length > 300)
        && Double.isInfinite(Numbers.real(in, start, position))) {
      throw malformed();
    }
  }
}
