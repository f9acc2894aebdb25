package dev.couchgrass.core.revision;

/** A node's body number and deleted flag, in one number. */
final class NodeState {
  /** Of an ancestor of which only the id is known. */
  static final long UNKNOWN = 0;

  private NodeState() {}

  static long of(boolean deleted, long body) {
    Revision.requireBody(body);
    return body << 1 | (deleted ? 1 : 0);
  }

  static boolean deleted(long state) {
    return (state & 1) != 0;
  }

  static long body(long state) {
    return state >>> 1;
  }

  /** The same revision without its body; that it is a tombstone stays known. */
  static long withoutBody(long state) {
    return state & 1;
  }

  /**
   * What two sources know together: a body beats none, then the smaller number wins, and the flag
   * comes with its body. A choice by a total order, so that merging commutes.
   */
  static long join(long one, long other) {
    long body = body(one);
    long otherBody = body(other);
    if (body == otherBody) {
      return one | other;
    }
    boolean takeOther = body == 0 || (otherBody != 0 && otherBody < body);
    return takeOther ? other : one;
  }

  /**
   * CouchDB's rule for winners, digests aside: not deleted first, then the higher generation.
   *
   * @return negative if the first one comes first
   */
  static int compareForWinning(long state, long generation, long other, long otherGeneration) {
    int order = Boolean.compare(deleted(state), deleted(other));
    return order != 0 ? order : Long.compare(otherGeneration, generation);
  }
}
