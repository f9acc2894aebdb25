package dev.couchgrass.store.chronicle.log;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of a log's files. */
final class FileNames {
  private static final Pattern FILE =
      Pattern.compile("(?:(\\d{10,19})-(\\d{10,19})\\.)?(\\d{10,19})\\.log(\\.tmp)?");

  private FileNames() {}

  static String of(FileHeader header) {
    return header.compacted()
        ? String.format(
            Locale.ROOT, "%010d-%010d.%010d.log", header.first(), header.last(), header.number())
        : String.format(Locale.ROOT, "%010d.log", header.number());
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
