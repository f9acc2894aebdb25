package dev.couchgrass.core.json;

import dev.couchgrass.core.encoding.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The members of the objects that are open, and the removal of those whose name comes again.
 *
 * <p>Names are compared by hash first, which settles nearly all objects. Only where hashes are
 * equal are the names themselves compared, in a set of strings: those are ordered, so that names
 * made to collide cost no more than a sort.
 */
final class Members {
  /** Up to so many hashes, comparing each with each is faster than sorting. */
  private static final int FEW = 12;

  private final ByteSink text;
  private final ByteSink term;
  private int[] hashes = new int[32];
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

  static int hash(byte[] name, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + name[i];
    }
    return hash;
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** Adds a member that begins at these positions. */
  void add(int textPosition, int termPosition, int hash) {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, size * 2);
      textAt = Arrays.copyOf(textAt, size * 2);
      termAt = Arrays.copyOf(termAt, size * 2);
    }
    hashes[size] = hash;
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
      int[] sorted = Arrays.copyOfRange(hashes, base, size);
      Arrays.sort(sorted);
      for (int i = 1; i < sorted.length; i++) {
        if (sorted[i] == sorted[i - 1]) {
          return true;
        }
      }
      return false;
    }
    for (int i = base + 1; i < size; i++) {
      for (int j = base; j < i; j++) {
        if (hashes[i] == hashes[j]) {
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
      kept[i - base] = seen.add(name(i));
    }
    if (seen.size() < kept.length) {
      compactText(base, kept);
      compactTerm(base, kept);
    }
    return seen.size();
  }

  private String name(int member) {
    JsonScanner scanner =
        new JsonScanner(text.array(), textAt[member], text.size(), Integer.MAX_VALUE);
    scanner.string();
    byte[] name = Escapes.decode(text.array(), scanner.start() + 1, scanner.stop() - 1);
    return new String(name, StandardCharsets.UTF_8);
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
