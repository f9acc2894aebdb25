package dev.couchgrass.core.revision;

import java.util.List;

/** Joins revision trees. */
final class TreeMerge {
  private TreeMerge() {}

  /** A tree of one path, of whose ancestors only the ids are known. */
  static Chains path(List<RevisionId> newestFirst, long state) {
    long[] states = new long[newestFirst.size()];
    states[0] = state;
    Digests.Builder digests = new Digests.Builder(newestFirst.size());
    newestFirst.forEach(id -> digests.add(id.rawDigest(), 0, id.rawDigest().length));
    return new Chains(
        new long[] {newestFirst.get(0).generation()},
        new int[] {0, newestFirst.size()},
        new int[] {Chains.NONE},
        1,
        states,
        digests.build());
  }

  /** The union of two trees; the base itself if the other one adds nothing. */
  static Chains union(Chains base, Chains other) {
    if (base.nodeCount() == 0 || other.nodeCount() == 0) {
      return other.nodeCount() == 0 ? base : other;
    }
    Nodes nodes = new Nodes(base, other);
    int[] places = new int[other.nodeCount()];
    for (int chain = 0; chain < other.chainCount(); chain++) {
      place(base, other, chain, nodes, places);
      link(other, chain, nodes, places);
    }
    return nodes.changed() ? nodes.build() : base;
  }

  /** Finds or adds the nodes of a chain, downwards: after a known one, its parent comes at once. */
  private static void place(Chains base, Chains other, int chain, Nodes nodes, int[] places) {
    int expected = Chains.NONE;
    for (int node = other.starts[chain]; node < other.starts[chain + 1]; node++) {
      long generation = other.tops[chain] - (node - other.starts[chain]);
      int known = expected;
      if (known == Chains.NONE || base.digests.compare(known, other.digests, node) != 0) {
        known = base.find(generation, other.digests, node);
      }
      if (known == Chains.NONE) {
        places[node] = nodes.add(node, generation);
        expected = Chains.NONE;
      } else {
        places[node] = known;
        nodes.join(known, other.states[node]);
        expected = base.parent(known);
      }
    }
  }

  private static void link(Chains other, int chain, Nodes nodes, int[] places) {
    int last = other.starts[chain + 1] - 1;
    for (int node = other.starts[chain]; node < last; node++) {
      nodes.link(places[node], places[node + 1]);
    }
    int attachedTo = other.attachedTo(chain);
    if (attachedTo != Chains.NONE) {
      nodes.link(places[last], places[attachedTo]);
    }
    if (chain >= other.leafCount) {
      nodes.markInner(places[other.starts[chain]]);
    }
  }

  /**
   * Puts new revisions on top of the winner, if they win in turn: then all else stays in its place,
   * and this costs a copy.
   *
   * @param newestFirst revisions that the tree lacks; the last one is a child of the winner
   */
  static Chains extendWinner(Chains base, List<RevisionId> newestFirst, long state) {
    int added = newestFirst.size();
    int nodes = base.nodeCount();
    long[] states = new long[nodes + added];
    states[0] = state;
    System.arraycopy(base.states, 0, states, added, nodes);
    Digests.Builder digests = new Digests.Builder(nodes + added);
    newestFirst.forEach(id -> digests.add(id.rawDigest(), 0, id.rawDigest().length));
    digests.addAll(base.digests, nodes);
    long[] tops = base.tops.clone();
    tops[0] += added;
    int[] starts = base.starts.clone();
    for (int chain = 1; chain < starts.length; chain++) {
      starts[chain] += added;
    }
    return new Chains(tops, starts, base.attachments, base.leafCount, states, digests.build());
  }

  /** Whether a child of the winner wins for sure: a tombstone loses to any other live leaf. */
  static boolean childWins(Chains base, long state) {
    return base.leafCount == 1 || !NodeState.deleted(state) || NodeState.deleted(base.states[0]);
  }

  /** The place of a path's newest revision that the tree knows; the path's length if none. */
  static int firstKnown(Chains base, List<RevisionId> newestFirst) {
    int place = 0;
    while (place < newestFirst.size() && base.find(newestFirst.get(place)) == Chains.NONE) {
      place++;
    }
    return place;
  }

  /** Whether the tree knows all of a path from a place on, linked in that way. */
  static boolean holds(Chains base, int node, List<RevisionId> newestFirst, int from) {
    int next = node;
    for (int place = from; place < newestFirst.size(); place++) {
      if (next == Chains.NONE || !base.matches(next, newestFirst.get(place))) {
        return false;
      }
      next = base.parent(next);
    }
    return true;
  }
}
