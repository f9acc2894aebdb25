package dev.couchgrass.store.chronicle.fold;

import dev.couchgrass.store.chronicle.view.Generation;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Gives back what only older generations need: as soon as nobody holds one of them, and neither of
 * the roots on disk names one. For one thread.
 */
final class Reclaim {
  private record Left(Generation last, Runnable giveBack) {}

  private final Deque<Left> left = new ArrayDeque<>();

  /**
   * Notes what nobody needs after a generation.
   *
   * @param last no older than that of any call before
   */
  void after(Generation last, Runnable giveBack) {
    left.add(new Left(last, giveBack));
  }

  /**
   * Gives back what it can. A generation that is held keeps all that came after it: whoever reads
   * an old tree may need what was replaced at any time since.
   *
   * @param oldestRoot the generation of the older of the two roots on disk
   */
  void run(long oldestRoot) {
    while (!left.isEmpty()
        && left.peek().last().number() < oldestRoot
        && !left.peek().last().isHeld()) {
      left.remove().giveBack().run();
    }
  }
}
