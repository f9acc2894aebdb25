package dev.couchgrass.query.parse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How large a regular expression may become when it is translated: what is repeated is written out,
 * and in groups that are repeated once more for each. The translator knows no limit, so this is
 * asked before.
 */
final class PatternSize {
  private static final Pattern REPETITION = Pattern.compile("(\\)?)\\{([0-9]+)(?:,([0-9]*))?\\}");

  private static final long FULL = Long.MAX_VALUE;

  /** More copies of anything are too many. */
  private static final int MAX_DIGITS = 6;

  private PatternSize() {}

  /** How many groups it has, or more: it is not nested deeper. */
  static long groups(String source) {
    return source.chars().filter(c -> c == '(').count();
  }

  /** At most so many steps, times a small number. */
  static long most(String source) {
    long single = 1;
    long groups = 1;
    Matcher repetition = REPETITION.matcher(source);
    while (repetition.find()) {
      long copies = Math.max(number(repetition.group(2)), number(repetition.group(3)));
      if (repetition.group(1).isEmpty()) {
        single = Math.max(single, copies);
      } else {
        groups = product(groups, Math.max(1, copies));
      }
    }
    return product(product(source.length(), single), groups);
  }

  private static long number(@Nullable String digits) {
    if (digits == null || digits.isEmpty()) {
      return 0;
    }
    return digits.length() > MAX_DIGITS ? FULL : Long.parseLong(digits);
  }

  private static long product(long left, long right) {
    return right != 0 && left > FULL / right ? FULL : left * right;
  }
}
