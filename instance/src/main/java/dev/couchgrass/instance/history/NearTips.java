package dev.couchgrass.instance.history;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import java.util.Collection;
import java.util.Optional;

/**
 * The tips of a store as of some entries, as far as the entries near tell: mostly the last entry of
 * a store is near, and the store of entries need not walk to it.
 */
final class NearTips {
  /** How many entries are looked at. */
  private static final int STEPS = 256;

  private final AcceptedEntries accepted;
  private final String store;
  private int left = STEPS;

  private NearTips(AcceptedEntries accepted, String store) {
    this.accepted = accepted;
    this.store = store;
  }

  /** The tips; empty if it takes a walk. */
  static Optional<Tips> find(AcceptedEntries accepted, String store, Collection<Cid> moment) {
    return new NearTips(accepted, store).at(moment);
  }

  private Optional<Tips> at(Collection<Cid> moment) {
    Optional<Tips> all = Optional.empty();
    for (Cid id : moment) {
      Optional<Tips> one = at(id);
      if (one.isEmpty() || (all.isPresent() && !all.equals(one))) {
        return Optional.empty(); // Of two, one may descend from the other: it takes a walk to tell.
      }
      all = one;
    }
    return moment.isEmpty() ? Optional.of(Tips.NONE) : all;
  }

  private Optional<Tips> at(Cid id) {
    Cid next = id;
    while (left-- > 0) {
      Optional<Entry> entry = accepted.near(next);
      if (entry.isEmpty()) {
        return Optional.empty();
      }
      if (entry.get().subtree(store).isPresent()) {
        return Optional.of(Tips.of(next));
      }
      if (entry.get().parents().size() != 1) {
        return at(entry.get().parents());
      }
      next = entry.get().parents().get(0);
    }
    return Optional.empty();
  }
}
