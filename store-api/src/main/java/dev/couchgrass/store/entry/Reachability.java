package dev.couchgrass.store.entry;

import dev.couchgrass.core.hash.Cid;
import java.util.Set;

/** Whether entries are among those that others descend from. */
public sealed interface Reachability {
  /** They all are. */
  record Reached() implements Reachability {}

  /** Some are not, for sure. */
  record Unreached() implements Reachability {}

  /**
   * It depends on entries that are not there.
   *
   * @param missing at least one
   */
  record Unknown(Set<Cid> missing) implements Reachability {
    public Unknown {
      missing = Set.copyOf(missing);
    }
  }
}
