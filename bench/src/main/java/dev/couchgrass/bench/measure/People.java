package dev.couchgrass.bench.measure;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * JSON documents of 300 bytes, each with names, numbers and text of its own: as hard to compress as
 * the documents of real people are. The same number makes the same document.
 */
public final class People {
  /** The length of each document's JSON. */
  public static final int BYTES = 300;

  private static final String[] SYLLABLES = {
    "an", "be", "cor", "da", "el", "fi", "gra", "ho", "in", "jo", "ka", "lun", "mi", "no", "or",
    "pe", "qui", "ro", "sa", "tu", "ul", "ver", "wen", "xi", "yo", "zan", "the", "ma", "ri", "den",
    "le", "st"
  };

  private People() {}

  /** The id of a document: 16 hexadecimal digits that look random, no two alike. */
  public static String id(long number) {
    String digits = Long.toHexString(mixed(number));
    return "0".repeat(16 - digits.length()) + digits;
  }

  /** The end of SplitMix64: a bijection. */
  private static long mixed(long number) {
    long z = (number + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  /** A document with its id. */
  public static byte[] document(long number) {
    return json("{\"_id\":\"" + id(number) + "\",", number);
  }

  /** The same without its id, and with more text instead. */
  public static byte[] value(long number) {
    return json("{", number);
  }

  private static byte[] json(String start, long number) {
    SplittableRandom random = new SplittableRandom(mixed(~number));
    StringBuilder json = new StringBuilder(BYTES).append(start);
    json.append("\"name\":\"").append(word(random)).append(' ').append(word(random));
    json.append("\",\"born\":").append(1930 + random.nextInt(90));
    json.append(",\"balance\":").append(random.nextInt(10_000_000) / 100.0);
    json.append(",\"location\":{\"lat\":").append(random.nextInt(180_000_000) / 1e6 - 90);
    json.append(",\"lon\":").append(random.nextInt(360_000_000) / 1e6 - 180);
    json.append("},\"email\":\"").append(word(random)).append(random.nextInt(1000));
    json.append("@example.org\",\"active\":").append(random.nextBoolean()).append(",\"note\":\"");
    while (json.length() < BYTES - 2) {
      json.append(word(random)).append(' ');
    }
    json.setLength(BYTES - 2);
    return json.append("\"}").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static String word(SplittableRandom random) {
    StringBuilder word = new StringBuilder();
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
    }
    return word.toString();
  }
}
