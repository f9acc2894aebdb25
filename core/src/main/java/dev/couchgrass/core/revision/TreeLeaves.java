package dev.couchgrass.core.revision;

import java.util.ArrayList;
import java.util.List;

/** Compares the leaves of two revision trees, which both have in winner order. */
final class TreeLeaves {
  private TreeLeaves() {}

  static boolean same(Chains one, Chains other) {
    if (one.leafCount != other.leafCount) {
      return false;
    }
    for (int chain = 0; chain < one.leafCount; chain++) {
      boolean alike =
          one.states[one.starts[chain]] == other.states[other.starts[chain]]
              && compare(one, chain, other, chain) == 0;
      if (!alike) {
        return false;
      }
    }
    return true;
  }

  /** Walks through both side by side; only leaves without a counterpart are looked for. */
  static List<Revision> overgrown(Chains before, Chains later) {
    List<Revision> overgrown = new ArrayList<>();
    int next = 0;
    for (int chain = 0; chain < before.leafCount; chain++) {
      int order = -1;
      while (next < later.leafCount && (order = compare(before, chain, later, next)) > 0) {
        next++;
      }
      if (order != 0) {
        int head = before.starts[chain];
        int found = later.find(before.tops[chain], before.digests, head);
        // It may be a leaf still: one whose flag became known, and with that its place in the
        // order.
        if (found != Chains.NONE && !later.isLeaf(found)) {
          overgrown.add(before.revision(head));
        }
      }
    }
    return List.copyOf(overgrown);
  }

  /** Winner order. */
  private static int compare(Chains one, int chain, Chains other, int otherChain) {
    int head = one.starts[chain];
    int otherHead = other.starts[otherChain];
    int order =
        NodeState.compareForWinning(
            one.states[head], one.tops[chain], other.states[otherHead], other.tops[otherChain]);
    return order != 0 ? order : other.digests.compare(otherHead, one.digests, head);
  }
}
