package dev.couchgrass.instance.history;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import java.util.Optional;

/**
 * The state of a store at a moment.
 *
 * @param last the last of the entries that are in it, in their order; empty if none is
 * @param bytes of the entries that it was merged of: it holds no more
 */
record KnownState(Tips tips, Optional<Place> last, Doc state, long bytes) {
  /** The state before there was anything. */
  static final KnownState NOTHING = new KnownState(Tips.NONE, Optional.empty(), Doc.EMPTY, 0);

  /** Where an entry stands in the order of a store. */
  record Place(long height, Cid id) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int order = Long.compare(height, other.height);
      return order != 0 ? order : id.compareTo(other.id);
    }
  }

  KnownState withTips(Tips later) {
    return new KnownState(later, last, state, bytes);
  }
}
