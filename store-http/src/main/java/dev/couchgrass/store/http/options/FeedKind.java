package dev.couchgrass.store.http.options;

/** How live changes are asked for. */
public enum FeedKind {
  /**
   * A request for each look, answered when there is something to tell. A feed that nobody waits on
   * holds no connection; each answer tells how far the server looked, and how much is left.
   */
  LONG_POLL,

  /**
   * One answer without end, which saves the round trip between two looks. A feed holds a connection
   * from its first look until it is closed, also while nobody reads. It tells nothing of changes
   * that its filter holds back: the sequence stays at the last one handed out, and {@code pending}
   * at 0. Where a server has no such answers, long polls take their place.
   */
  CONTINUOUS
}
