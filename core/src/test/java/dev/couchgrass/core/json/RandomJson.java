package dev.couchgrass.core.json;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Random JSON objects, written with random white space and escapes. */
final class RandomJson {
  private static final String[] NUMBERS = {
    "0",
    "-0",
    "-0.0",
    "1.0",
    "1e5",
    "1E-5",
    "-1.5e+10",
    "255",
    "256",
    "-1",
    "2147483647",
    "2147483648",
    "-2147483648",
    "-2147483649",
    "999999999999999999",
    "9223372036854775808",
    "123456789012345678901234567890",
    "0.1",
    "3.14159",
    "1e308",
    "1e-400",
    "4.9e-324",
    "123456789.123456",
    "0.30000000000000004",
    "5e-324"
  };
  private static final String[] PIECES = {
    "a",
    "b",
    "",
    "key",
    "_x",
    "é",
    "☃",
    "😀",
    "\\n",
    "\\\"",
    "\\\\",
    "\\/",
    "\\u0061",
    "\\u00e9",
    "\\u2603",
    "\\ud83d\\ude00",
    "\\u0000",
    "\\u001f",
    " ",
    "{",
    ",",
    "\u007f",
    "\uffff"
  };

  private final Random random;
  private final boolean distinctNames;
  private final StringBuilder out = new StringBuilder();
  private int serial;

  private RandomJson(long seed, boolean distinctNames) {
    this.random = new Random(seed);
    this.distinctNames = distinctNames;
  }

  static byte[] object(long seed, boolean distinctNames) {
    RandomJson json = new RandomJson(seed, distinctNames);
    json.space();
    json.object(4);
    json.space();
    return json.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void object(int depth) {
    out.append('{');
    int members = random.nextInt(10) == 0 ? random.nextInt(60) : random.nextInt(5);
    for (int i = 0; i < members; i++) {
      if (i > 0) {
        out.append(',');
      }
      space();
      string(distinctNames ? "" + serial++ : "");
      space();
      out.append(':');
      space();
      value(depth - 1);
      space();
    }
    space();
    out.append('}');
  }

  private void array(int depth) {
    out.append('[');
    int elements = random.nextInt(6);
    boolean bytes = random.nextBoolean();
    for (int i = 0; i < elements; i++) {
      if (i > 0) {
        out.append(',');
      }
      space();
      if (bytes) {
        out.append(random.nextInt(256));
      } else {
        value(depth - 1);
      }
      space();
    }
    out.append(']');
  }

  private void value(int depth) {
    switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> out.append(NUMBERS[random.nextInt(NUMBERS.length)]);
      case 1 -> string("");
      case 2 -> out.append(random.nextBoolean());
      case 3 -> out.append("null");
      case 4 -> out.append(random.nextBoolean() ? random.nextLong() : random.nextDouble());
      case 5 -> object(depth);
      default -> array(depth);
    }
  }

  private void string(String suffix) {
    out.append('"');
    for (int i = random.nextInt(3); i > 0; i--) {
      out.append(PIECES[random.nextInt(PIECES.length)]);
    }
    out.append(suffix).append('"');
  }

  private void space() {
    while (random.nextInt(4) == 0) {
      out.append(" \n\r\t".charAt(random.nextInt(4)));
    }
  }
}
