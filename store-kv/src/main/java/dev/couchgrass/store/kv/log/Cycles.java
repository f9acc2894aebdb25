package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.hash.Hash;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds out whether items would wait for each other in a circle, if one more did.
 *
 * <p>It searches from both ends in turns, so it costs twice what the smaller side has: an item that
 * nothing waits for yet, or that waits for what never arrived, costs a look-up.
 */
final class Cycles {
  private final LogMoment moment;
  private final int orderer;

  Cycles(LogMoment moment, int orderer) {
    this.moment = moment;
    this.orderer = orderer;
  }

  /** One side of the search. */
  private final class Side {
    private final LogSpace links;
    private final Deque<Hash> next;
    private final Set<Hash> seen;

    Side(LogSpace links, List<Hash> start) {
      this.links = links;
      this.next = new ArrayDeque<>(start);
      this.seen = new HashSet<>(start);
    }

    /** Takes a step; whether it came upon what the other side has seen. */
    boolean meets(Side other) {
      for (Hash found : linked(links, next.remove())) {
        if (other.seen.contains(found)) {
          return true;
        }
        if (seen.add(found)) {
          next.add(found);
        }
      }
      return false;
    }
  }

  /** Whether something that an item is to wait for waits for that item, directly or by others. */
  boolean closedBy(Hash id, List<Hash> dependencies) {
    Side up = new Side(LogSpace.WAITING, List.of(id));
    Side down = new Side(LogSpace.MISSING, dependencies);
    while (!up.next.isEmpty() && !down.next.isEmpty()) {
      if (up.meets(down) || (!up.next.isEmpty() && down.meets(up))) {
        return true;
      }
    }
    return false;
  }

  private List<Hash> linked(LogSpace space, Hash from) {
    return moment.keys(moment.keys().links(space, orderer, from), Integer.MAX_VALUE).stream()
        .map(LogKeys::lastHash)
        .toList();
  }
}
