package dev.couchgrass.sync.run;

import dev.couchgrass.store.result.UpdateSequence;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Which batches are under way. They may end in any order; a checkpoint may only pass one when all
 * before it have ended.
 */
final class Batches {
  /** How many times the workers' number may be open: those that wait for an earlier one, too. */
  private static final int AHEAD = 8;

  /** One of them. */
  static final class Batch {
    private final UpdateSequence end;
    private boolean done;

    private Batch(UpdateSequence end) {
      this.end = end;
    }
  }

  private final Deque<Batch> open = new ArrayDeque<>();
  private int underWay;

  Batch begin(UpdateSequence end) {
    Batch batch = new Batch(end);
    open.add(batch);
    underWay++;
    return batch;
  }

  /** Notes that one has failed: nothing after it is passed any more. */
  void fail() {
    underWay--;
  }

  /** Notes that one is done. Gives the sequence that all is done up to, if that went on. */
  Optional<UpdateSequence> end(Batch batch) {
    batch.done = true;
    underWay--;
    Optional<UpdateSequence> reached = Optional.empty();
    while (!open.isEmpty() && open.getFirst().done) {
      reached = Optional.of(open.removeFirst().end);
    }
    return reached;
  }

  int underWay() {
    return underWay;
  }

  /**
   * Whether no other may begin: so many workers are at it, or one of them is so slow that the
   * others have run far ahead, all of which would be done again if it failed.
   */
  boolean full(int workers) {
    return underWay >= workers || open.size() >= AHEAD * workers;
  }
}
