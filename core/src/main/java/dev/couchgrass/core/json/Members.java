package dev.couchgrass.core.json;

import dev.couchgrass.core.encoding.ByteSink;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The members of the objects that are open, and the removal of those whose name comes again.
 *
 * <p>The names of a small object are compared by hash first, which settles nearly all of them. The
 * others go into a set of strings: those are ordered, so that names made to collide cost no more
 * than a sort.
 */
final class Members {
  /** Up to so many members, comparing each hash with each is faster than a set. */
  private static final int FEW = 12;

  private final ByteSink text;
  private final ByteSink term;
  private String[] names = new String[32];
  private int[] textAt = new int[32];
  private int[] termAt = new int[32];
  private int size;

  /**
   * @param text the members, each {@code "name":value}, with one comma between
   * @param term the same as a term, with nothing between; may stay empty
   */
  Members(ByteSink text, ByteSink term) {
    this.text = text;
    this.term = term;
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** Adds a member that begins at these positions. */
  void add(int textPosition, int termPosition, String name) {
    if (size == names.length) {
      names = Arrays.copyOf(names, size * 2);
      textAt = Arrays.copyOf(textAt, size * 2);
      termAt = Arrays.copyOf(termAt, size * 2);
    }
    names[size] = name;
    textAt[size] = textPosition;
    termAt[size++] = termPosition;
  }

  /**
   * Ends the object whose members are those from {@code base} on, and forgets them.
   *
   * @return how many are left
   */
  int close(int base) {
    int count = size - base;
    if (count > 1 && mayRepeat(base)) {
      count = removeRepeated(base);
    }
    size = base;
    return count;
  }

  private boolean mayRepeat(int base) {
    if (size - base > FEW) {
      return true;
    }
    for (int i = base + 1; i < size; i++) {
      for (int j = base; j < i; j++) {
        if (names[i].hashCode() == names[j].hashCode()) {
          return true;
        }
      }
    }
    return false;
  }

  private int removeRepeated(int base) {
    boolean[] kept = new boolean[size - base];
    Set<String> seen = new HashSet<>();
    for (int i = size - 1; i >= base; i--) {
      kept[i - base] = seen.add(names[i]);
    }
    if (seen.size() < kept.length) {
      compactText(base, kept);
      compactTerm(base, kept);
    }
    return seen.size();
  }

  private void compactText(int base, boolean[] kept) {
    int end = text.size();
    int to = textAt[base];
    for (int i = base; i < size; i++) {
      if (kept[i - base]) {
        int next = i + 1 < size ? textAt[i + 1] - 1 : end;
        if (to > textAt[base]) {
          text.set(to++, ',');
        }
        text.move(textAt[i], to, next - textAt[i]);
        to += next - textAt[i];
      }
    }
    text.truncate(to);
  }

  private void compactTerm(int base, boolean[] kept) {
    int end = term.size();
    int to = termAt[base];
    for (int i = base; i < size; i++) {
      if (kept[i - base]) {
        int next = i + 1 < size ? termAt[i + 1] : end;
        term.move(termAt[i], to, next - termAt[i]);
        to += next - termAt[i];
      }
    }
    term.truncate(to);
  }
}
