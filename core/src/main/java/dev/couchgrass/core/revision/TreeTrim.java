package dev.couchgrass.core.revision;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Chooses the nodes that stay when a tree is stemmed or purged. */
final class TreeTrim {
  private TreeTrim() {}

  /** The nodes that are among the newest {@code limit} of some leaf. */
  static boolean[] keptByStemming(Chains chains, int limit) {
    boolean[] kept = new boolean[chains.nodeCount()];
    // What the nearest leaf above each chain's attachment has as its generation.
    long[] nearest = new long[chains.nodeCount()];
    Arrays.fill(nearest, Long.MAX_VALUE);
    for (int chain = chains.chainCount() - 1; chain >= 0; chain--) {
      long leaf = chain < chains.leafCount ? chains.tops[chain] : Long.MAX_VALUE;
      for (int node = chains.starts[chain]; node < chains.starts[chain + 1]; node++) {
        leaf = Math.min(leaf, nearest[node]);
        long generation = chains.tops[chain] - (node - chains.starts[chain]);
        kept[node] = leaf != Long.MAX_VALUE && leaf - generation < limit;
      }
      int below = chains.attachedTo(chain);
      if (below != Chains.NONE) {
        nearest[below] = Math.min(nearest[below], leaf);
      }
    }
    return kept;
  }

  /** The nodes that some leaf descends from or is, of the leaves that stay. */
  static boolean[] keptByLeaves(Chains chains, IntPredicate chainStays) {
    boolean[] kept = new boolean[chains.nodeCount()];
    for (int chain = chains.chainCount() - 1; chain >= 0; chain--) {
      boolean needed = chain < chains.leafCount && chainStays.test(chain);
      for (int node = chains.starts[chain]; node < chains.starts[chain + 1]; node++) {
        needed |= kept[node];
        kept[node] = needed;
      }
      int below = chains.attachedTo(chain);
      if (below != Chains.NONE) {
        kept[below] |= needed;
      }
    }
    return kept;
  }

  /** The newest {@code limit} nodes of a tree that is one chain. */
  static Chains shorten(Chains chain, int limit) {
    return new Chains(
        chain.tops,
        new int[] {0, limit},
        chain.attachments,
        1,
        Arrays.copyOf(chain.states, limit),
        chain.digests.first(limit));
  }
}
