package dev.couchgrass.store.engine.tree;

/** Notes where a node grew while it was edited. For one thread. */
public final class Growth {
  private int start = -1;
  private int end;
  private int grown;

  /** Nothing has grown yet. */
  public Growth() {}

  /** What stands between the two positions is new. Called in ascending order. */
  public void add(int from, int to) {
    if (start < 0) {
      start = from;
    }
    end = to;
    grown += to - from;
  }

  /** Where the first of what is new begins; -1 if nothing is. */
  public int start() {
    return start;
  }

  /** Behind the last of what is new. */
  public int end() {
    return end;
  }

  /** Whether nothing is new. */
  public boolean none() {
    return grown == 0;
  }

  /**
   * Whether all that is new stands together in a node that is now so wide. False as well if
   * neighbours were joined meanwhile, so that the positions say nothing.
   */
  public boolean inOnePlaceOf(int width) {
    return grown > 0 && grown == end - start && end <= width;
  }
}
