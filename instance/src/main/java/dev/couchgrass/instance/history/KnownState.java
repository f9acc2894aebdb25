package dev.couchgrass.instance.history;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import java.util.Optional;

/**
 * The state of a store at a moment.
 *
 * @param last the last of the entries that are in it, in their order; empty if none is
 */
record KnownState(Tips tips, Optional<Place> last, Doc state) {
  /** The state before there was anything. */
  static final KnownState NOTHING = new KnownState(Tips.NONE, Optional.empty(), Doc.EMPTY);

  /** Where an entry stands in the order of a store. */
  record Place(long height, Cid id) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int order = Long.compare(height, other.height);
      return order != 0 ? order : id.compareTo(other.id);
    }
  }

  KnownState withTips(Tips later) {
    return new KnownState(later, last, state);
  }
}
