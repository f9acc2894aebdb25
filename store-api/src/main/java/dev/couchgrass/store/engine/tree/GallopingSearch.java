package dev.couchgrass.store.engine.tree;

import java.util.function.IntPredicate;

/** A search that costs little when what is sought is near. */
public final class GallopingSearch {
  private GallopingSearch() {}

  /**
   * The end of a run: where a predicate that holds for some first positions holds no more.
   *
   * <p>Of sorted changes, near a tree's root many fall beneath one child, near the leaves one or
   * two: so it looks near first, then in steps that double, then between.
   *
   * @param from where the run begins; it is not asked whether the predicate holds there
   * @param to the answer if it holds up to there
   */
  public static int endOfRun(int from, int to, IntPredicate holds) {
    int low = from + 1;
    int step = 1;
    while (low + step <= to && holds.test(low + step - 1)) {
      low += step;
      step *= 2;
    }
    int high = Math.min(low + step - 1, to);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (holds.test(middle)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
