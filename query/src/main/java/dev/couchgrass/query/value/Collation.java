package dev.couchgrass.query.value;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;

/**
 * The order of strings: that of Unicode's algorithm, in the root locale. CouchDB takes it from the
 * C sister of the library used here, with the same settings.
 */
final class Collation {
  private Collation() {}

  /**
   * Loaded when two strings that differ are compared for the first time, since it takes a while.
   */
  private static final class Loaded {
    // Frozen, it may be used by several threads.
    private static final Collator ROOT = Collator.getInstance(ULocale.ROOT).freeze();
  }

  static int compare(String left, String right) {
    return left.equals(right) ? 0 : Loaded.ROOT.compare(left, right);
  }
}
