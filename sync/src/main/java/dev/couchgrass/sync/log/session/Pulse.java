package dev.couchgrass.sync.log.session;

/**
 * Since when the other side of a line says nothing, or gets on with nothing. What this side is slow
 * with counts for neither: while it does not listen, it can't know. For several threads.
 */
final class Pulse {
  private boolean listening;
  private int sends;

  /** Whether something was sent since this was asked. */
  private boolean said;

  /** In nanoseconds, as all times here: since when nothing was heard by who listens. */
  private long heard = System.nanoTime();

  /** Since when what is to be sent finds no room, if something is. */
  private long blocked = heard;

  /** When something came, or went, that says more than that a side is there. */
  private long moved = heard;

  synchronized void listening() {
    listening = true;
    heard = System.nanoTime();
  }

  /**
   * @param more than that the other side is there
   */
  synchronized void heard(boolean more) {
    listening = false;
    heard = System.nanoTime();
    moved = more ? heard : moved;
  }

  synchronized void sending() {
    if (sends == 0) {
      blocked = System.nanoTime();
    }
    sends++;
  }

  /**
   * @param more than that this side is there
   */
  synchronized void sent(boolean more) {
    sends--;
    said = true;
    blocked = System.nanoTime();
    moved = more ? blocked : moved;
  }

  /**
   * Whether the other side should hear that this one is there: it said nothing since last asked.
   */
  synchronized boolean mustSpeak() {
    boolean quiet = !said && sends == 0;
    said = false;
    return quiet;
  }

  /** Whether this side has listened for so long, and heard nothing. */
  synchronized boolean isSilent(long nanos) {
    return listening && System.nanoTime() - heard >= nanos;
  }

  /** Whether what is to be sent has found no room for so long. */
  synchronized boolean isBlocked(long nanos) {
    return sends > 0 && System.nanoTime() - blocked >= nanos;
  }

  /** Whether for so long nothing came or went that gets the sides on. */
  synchronized boolean isIdle(long nanos) {
    return listening && System.nanoTime() - moved >= nanos;
  }
}
