package dev.couchgrass.store.kv.entry;

import dev.couchgrass.core.hash.Cid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Walks down a graph, the highest entry first, from entries that are wanted, and from others that
 * are not, with all below. Parents are lower than their children, so that when an entry's turn
 * comes all above it have had theirs, and it is known whether something unwanted descends from it.
 */
final class Walk {
  /** An entry's place in the order of a graph. */
  record Step(long height, Cid id) implements Comparable<Step> {
    private static final Comparator<Step> ORDER =
        Comparator.comparingLong(Step::height).thenComparing(Step::id);

    @Override
    public int compareTo(Step other) {
      return ORDER.compare(this, other);
    }
  }

  /** An entry that was met, and not left yet. */
  private record Open(Step step, List<Cid> parents) {}

  private final EntryReads reads;
  private final Graph graph;
  private final PriorityQueue<Open> open =
      new PriorityQueue<>(Comparator.comparing(Open::step).reversed());
  private final Set<Cid> met = new HashSet<>();

  /** The ids of what is open. */
  private final Set<Cid> waiting = new HashSet<>();

  private final Set<Cid> unwanted = new HashSet<>();
  private final Set<Cid> missing = new HashSet<>();
  private int wanted;

  Walk(EntryReads reads, Graph graph) {
    this.reads = reads;
    this.graph = graph;
  }

  /** Begins at entries, as well as where it began before. */
  Walk from(Collection<Cid> ids) {
    ids.forEach(this::meet);
    return this;
  }

  /** Leaves out entries, and all below. */
  Walk without(Collection<Cid> ids) {
    for (Cid id : ids) {
      meet(id);
      reject(id);
    }
    return this;
  }

  private void meet(Cid id) {
    if (met.add(id)) {
      Optional<Link> link = reads.link(graph, id);
      if (link.isPresent()) {
        open.add(new Open(new Step(link.get().height(), id), link.get().parents()));
        waiting.add(id);
        wanted++;
      } else {
        missing.add(id);
      }
    }
  }

  /**
   * Rejects an entry that was met. One that is missing does not count, nor one that was left: that
   * happens only below an entry whose height is not above its parents'.
   */
  private void reject(Cid id) {
    if (unwanted.add(id) && waiting.contains(id)) {
      wanted--;
    }
  }

  /** What was met and is not there, or not in the graph. */
  Set<Cid> missing() {
    return missing;
  }

  /** Whether something wanted is open. */
  boolean goesOn() {
    return wanted > 0;
  }

  /** Whether a single entry is open: every way down from where this began passes it. */
  boolean isNarrow() {
    return open.size() == 1;
  }

  /** The highest entry that is open. */
  Step highest() {
    return open.element().step();
  }

  /** Whether the highest entry is wanted. */
  boolean wantsHighest() {
    return !unwanted.contains(highest().id());
  }

  /** Wants the highest entry no more, nor anything below it. */
  void rejectHighest() {
    reject(highest().id());
  }

  /** Whether the highest entry has no parents: a way ends there. */
  boolean endsAtHighest() {
    return open.element().parents().isEmpty();
  }

  /** Leaves the highest entry for its parents. */
  Step descend() {
    Open left = open.remove();
    waiting.remove(left.step().id());
    boolean rejects = unwanted.contains(left.step().id());
    if (!rejects) {
      wanted--;
    }
    for (Cid parent : left.parents()) {
      meet(parent);
      if (rejects) {
        reject(parent);
      }
    }
    return left.step();
  }

  /** All that is wanted, the lowest first. */
  List<Step> toList() {
    List<Step> all = new ArrayList<>();
    while (goesOn()) {
      boolean wants = wantsHighest();
      Step step = descend();
      if (wants) {
        all.add(step);
      }
    }
    Collections.sort(all);
    return all;
  }
}
