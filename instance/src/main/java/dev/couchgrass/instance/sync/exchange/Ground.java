package dev.couchgrass.instance.sync.exchange;

import dev.couchgrass.core.hash.Cid;
import java.util.Set;

/**
 * Where a peer stands, seen from here.
 *
 * @param theirs the peer's tips, as far as it told
 * @param missing those of them that are not here, or not accepted
 * @param common entries that both have; neither need send what these descend from
 * @param whole whether the peer has no tips but these, and some of the common
 */
record Ground(Set<Cid> theirs, Set<Cid> missing, Set<Cid> common, boolean whole) {
  Ground {
    theirs = Set.copyOf(theirs);
    missing = Set.copyOf(missing);
    common = Set.copyOf(common);
  }
}
