package dev.couchgrass.store.chronicle.tree;

/** Notes where a page grew while it was edited. */
final class Growth {
  private int start = -1;
  private int end;
  private int grown;

  /** What stands between the two positions is new. Called in ascending order. */
  void add(int from, int to) {
    if (start < 0) {
      start = from;
    }
    end = to;
    grown += to - from;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** False as well if neighbours were joined meanwhile, so that the positions say nothing. */
  boolean inOnePlaceOf(int width) {
    return grown > 0 && grown == end - start && end <= width;
  }
}
