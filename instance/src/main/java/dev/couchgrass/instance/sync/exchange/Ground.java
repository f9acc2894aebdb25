package dev.couchgrass.instance.sync.exchange;

import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import java.util.Set;

/**
 * Where a peer stands, seen from here.
 *
 * @param theirs the peer's tips
 * @param missing those of them that are not here, or not accepted
 * @param common entries that both have; neither need send what these descend from
 */
record Ground(Tips theirs, Set<Cid> missing, Set<Cid> common) {
  Ground {
    missing = Set.copyOf(missing);
    common = Set.copyOf(common);
  }
}
