package dev.couchgrass.store.chronicle.log;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of a log's files. */
final class FileNames {
  private static final Pattern FILE =
      Pattern.compile("(?:(\\d{10,19})-(\\d{10,19})\\.)?(\\d{10,19})\\.log(\\.tmp)?");

  private static final int DIGITS = 10;

  private FileNames() {}

  /** Quick, as every read of a value asks for it. */
  static String of(FileHeader header) {
    return header.compacted()
        ? padded(header.first())
            + "-"
            + padded(header.last())
            + "."
            + padded(header.number())
            + ".log"
        : padded(header.number()) + ".log";
  }

  /** With ten digits at least, so that names sort as their numbers do. */
  private static String padded(long number) {
    String digits = Long.toString(number);
    return digits.length() < DIGITS ? "0".repeat(DIGITS - digits.length()) + digits : digits;
  }

  /** What a file is called until it is whole. */
  static String unfinished(String name) {
    return name + ".tmp";
  }

  static boolean isUnfinished(String name) {
    Matcher matcher = FILE.matcher(name);
    return matcher.matches() && matcher.group(4) != null;
  }

  /** The first and last segment that the file stands for. Only of names that have a number. */
  static long[] range(String name) {
    Matcher matcher = FILE.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("Not a name of a log's file");
    }
    String first = matcher.group(1);
    return first == null
        ? new long[] {Long.parseLong(matcher.group(3)), Long.parseLong(matcher.group(3))}
        : new long[] {Long.parseLong(first), Long.parseLong(matcher.group(2))};
  }

  static boolean isCompacted(String name) {
    return name.indexOf('-') >= 0;
  }

  /** The file's number, if the name is one of a log's files, finished or not. */
  static OptionalLong number(String name) {
    Matcher matcher = FILE.matcher(name);
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(3)))
        : OptionalLong.empty();
  }
}
