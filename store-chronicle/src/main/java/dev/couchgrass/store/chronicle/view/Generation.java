package dev.couchgrass.store.chronicle.view;

import dev.couchgrass.store.chronicle.tree.Tree;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A tree that is in use: by the engine, as long as it is the newest, and by the snapshots that were
 * taken meanwhile. What only older trees need may go when nobody holds them any more.
 */
public final class Generation {
  private final long number;
  private final Tree tree;
  private final Runnable unused;

  /** The engine's own hold is the first one. */
  private final AtomicInteger holds = new AtomicInteger(1);

  /**
   * @param number counts up from one generation to the next
   * @param unused called once, when the last hold is released
   */
  public Generation(long number, Tree tree, Runnable unused) {
    this.number = number;
    this.tree = tree;
    this.unused = unused;
  }

  public long number() {
    return number;
  }

  public Tree tree() {
    return tree;
  }

  /** Takes a hold; false if the last one is gone, and a newer generation is there. */
  public boolean hold() {
    return holds.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
  }

  /** Gives a hold back. */
  public void release() {
    if (holds.decrementAndGet() == 0) {
      unused.run();
    }
  }

  /** Whether anybody still reads this tree. */
  public boolean isHeld() {
    return holds.get() > 0;
  }
}
