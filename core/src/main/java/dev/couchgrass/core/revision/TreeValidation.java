package dev.couchgrass.core.revision;

import java.util.HashSet;
import java.util.Set;

/** Checks that chains which were read are those that their tree is written in. */
final class TreeValidation {
  /** With more chains than this, looking through them for each id would take too long. */
  private static final int FEW_CHAINS = 16;

  private TreeValidation() {}

  static void check(Chains chains, TreeEncoding.Reader in) {
    if (chains.leafCount == 0) {
      throw in.damaged("The revision tree has no leaf");
    }
    for (int chain = 0; chain < chains.chainCount(); chain++) {
      checkGenerations(chains, chain, in);
      if (chain > 0 && chain != chains.leafCount && compareHeads(chains, chain - 1, chain) >= 0) {
        throw in.damaged("The revision tree's chains are in a wrong order");
      }
    }
    boolean unique = chains.chainCount() <= FEW_CHAINS ? uniqueByLooking(chains) : unique(chains);
    if (!unique) {
      throw in.damaged("The revision tree has a revision twice");
    }
  }

  private static void checkGenerations(Chains chains, int chain, TreeEncoding.Reader in) {
    long bottom = chains.bottom(chain);
    if (bottom < 1 || chains.tops[chain] > RevisionId.MAX_GENERATION) {
      throw in.damaged("The revision tree has a generation that no revision has");
    }
    int attachment = chains.attachments[chain];
    if (attachment != Chains.NONE
        && (bottom - 1 >= chains.tops[attachment] || bottom - 1 < chains.bottom(attachment))) {
      throw in.damaged("The revision tree has a chain attached to nothing");
    }
  }

  private static int compareHeads(Chains chains, int chain, int next) {
    int head = chains.starts[chain];
    int nextHead = chains.starts[next];
    int order =
        NodeState.compareForWinning(
            chains.states[head], chains.tops[chain], chains.states[nextHead], chains.tops[next]);
    return order != 0 ? order : chains.digests.compare(nextHead, chains.digests, head);
  }

  private static boolean uniqueByLooking(Chains chains) {
    for (int chain = 1; chain < chains.chainCount(); chain++) {
      for (int node = chains.starts[chain]; node < chains.starts[chain + 1]; node++) {
        long generation = chains.tops[chain] - (node - chains.starts[chain]);
        if (chains.find(generation, chains.digests, node) != node) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean unique(Chains chains) {
    Set<RevisionId> seen = new HashSet<>();
    for (int node = 0; node < chains.nodeCount(); node++) {
      if (!seen.add(chains.id(node))) {
        return false;
      }
    }
    return true;
  }
}
