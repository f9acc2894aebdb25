package dev.couchgrass.core.revision;

import java.util.Arrays;

/**
 * The flat form of a revision tree: its nodes, cut into chains.
 *
 * <p>A chain is a childless node (its head) followed by its ancestors, one generation lower each,
 * down to a root or to the first node that an earlier chain holds already. The chains of leaves
 * come first, in winner order; then those of superseded nodes (see {@link Nodes}). So the order of
 * nodes follows from the tree alone, the winner is node 0, and a generation tells a node's place.
 */
final class Chains {
  static final int NONE = -1;
  static final Chains EMPTY =
      new Chains(
          new long[0], new int[1], new int[0], 0, new long[0], new Digests.Builder(0).build());

  /** Each chain's head's generation. */
  final long[] tops;

  /** Each chain's first node; one more entry holds the number of nodes. */
  final int[] starts;

  /** The chain that holds the parent of each chain's last node; {@link #NONE} at a root. */
  final int[] attachments;

  /** How many of the chains begin with a leaf. */
  final int leafCount;

  /** Each node's body and deleted flag. See {@link NodeState}. */
  final long[] states;

  final Digests digests;

  Chains(
      long[] tops, int[] starts, int[] attachments, int leafCount, long[] states, Digests digests) {
    this.tops = tops;
    this.starts = starts;
    this.attachments = attachments;
    this.leafCount = leafCount;
    this.states = states;
    this.digests = digests;
  }

  int nodeCount() {
    return states.length;
  }

  int chainCount() {
    return tops.length;
  }

  /** The generation of a chain's last node. */
  long bottom(int chain) {
    return tops[chain] - (starts[chain + 1] - starts[chain] - 1);
  }

  int chainOf(int node) {
    int found = Arrays.binarySearch(starts, node);
    return found >= 0 ? found : -found - 2;
  }

  long generation(int node) {
    int chain = chainOf(node);
    return tops[chain] - (node - starts[chain]);
  }

  /** The node of a generation in a chain that has that generation. */
  int nodeAt(int chain, long generation) {
    return starts[chain] + (int) (tops[chain] - generation);
  }

  int parent(int node) {
    int chain = chainOf(node);
    return node + 1 < starts[chain + 1] ? node + 1 : attachedTo(chain);
  }

  /** The parent of a chain's last node, or {@link #NONE}. */
  int attachedTo(int chain) {
    int attachment = attachments[chain];
    return attachment == NONE ? NONE : nodeAt(attachment, bottom(chain) - 1);
  }

  boolean isLeaf(int node) {
    int chain = chainOf(node);
    return chain < leafCount && starts[chain] == node;
  }

  RevisionId id(int node) {
    return RevisionId.ofOwned(generation(node), digests.copy(node));
  }

  Revision revision(int node) {
    long state = states[node];
    return new Revision(id(node), NodeState.deleted(state), NodeState.body(state));
  }

  boolean matches(int node, RevisionId id) {
    return generation(node) == id.generation() && digests.matches(node, id.rawDigest());
  }

  /** The node with an id, or {@link #NONE}. Looks at one node per chain. */
  int find(RevisionId id) {
    return find(id.generation(), id.rawDigest());
  }

  private int find(long generation, byte[] digest) {
    for (int chain = 0; chain < tops.length; chain++) {
      if (generation <= tops[chain] && generation >= bottom(chain)) {
        int node = nodeAt(chain, generation);
        if (digests.matches(node, digest)) {
          return node;
        }
      }
    }
    return NONE;
  }

  /** The first node with the generation and digest of another tree's node, or {@link #NONE}. */
  int find(long generation, Digests others, int otherNode) {
    for (int chain = 0; chain < tops.length; chain++) {
      if (generation <= tops[chain] && generation >= bottom(chain)) {
        int node = nodeAt(chain, generation);
        if (digests.compare(node, others, otherNode) == 0) {
          return node;
        }
      }
    }
    return NONE;
  }

  Chains withStates(long[] newStates) {
    return new Chains(tops, starts, attachments, leafCount, newStates, digests);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Chains that
        && leafCount == that.leafCount
        && Arrays.equals(tops, that.tops)
        && Arrays.equals(starts, that.starts)
        && Arrays.equals(attachments, that.attachments)
        && Arrays.equals(states, that.states)
        && digests.equals(that.digests);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(states) + digests.hashCode();
  }
}
