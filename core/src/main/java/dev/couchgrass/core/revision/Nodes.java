package dev.couchgrass.core.revision;

import java.util.Arrays;

/**
 * The working form of a revision tree: the nodes of one tree and then new ones out of another, each
 * with its parent's index.
 *
 * <p>A revision has one parent, since its digest covers the parent; only forged histories name two.
 * Then the greater one stays, whatever the order of arrival. The other one may be left childless,
 * but is <em>superseded</em>, not a leaf: otherwise an ancestor without a body could win.
 */
final class Nodes {
  private final Chains base;
  private final Chains other;
  private final long[] generations;
  private final int[] parents;
  private final long[] states;
  private final boolean[] inner;

  /** For each node after those of the base: its index in the other tree. */
  private final int[] origins;

  private int count;
  private boolean changed;

  /** Starts with the nodes of a base tree; all nodes of another one have room beside them. */
  Nodes(Chains base, Chains other) {
    this.base = base;
    this.other = other;
    count = base.nodeCount();
    int room = count + other.nodeCount();
    generations = new long[room];
    parents = new int[room];
    states = Arrays.copyOf(base.states, room);
    inner = new boolean[room];
    origins = new int[other.nodeCount()];
    for (int chain = 0; chain < base.chainCount(); chain++) {
      copyChain(chain);
    }
  }

  private void copyChain(int chain) {
    int start = base.starts[chain];
    int end = base.starts[chain + 1];
    for (int node = start; node < end; node++) {
      generations[node] = base.tops[chain] - (node - start);
      parents[node] = node + 1;
      inner[node] = true;
    }
    parents[end - 1] = base.attachedTo(chain);
    inner[start] = chain >= base.leafCount;
  }

  /** Adds a node of the other tree, as a root. */
  int add(int origin, long generation) {
    int node = count++;
    origins[node - base.nodeCount()] = origin;
    generations[node] = generation;
    parents[node] = Chains.NONE;
    states[node] = other.states[origin];
    changed = true;
    return node;
  }

  /** Joins what is known of a revision. */
  void join(int node, long state) {
    long joined = NodeState.join(states[node], state);
    changed |= joined != states[node];
    states[node] = joined;
  }

  /** Notes that one node is named as the parent of another. */
  void link(int node, int parent) {
    int known = parents[node];
    if (known == parent) {
      return;
    }
    if (known == Chains.NONE || compareDigests(parent, known) > 0) {
      parents[node] = parent;
      changed = true;
    }
    markInner(parent);
  }

  /** Notes that a node is no leaf. */
  void markInner(int node) {
    changed |= !inner[node];
    inner[node] = true;
  }

  boolean changed() {
    return changed;
  }

  private Digests digestsOf(int node) {
    return node < base.nodeCount() ? base.digests : other.digests;
  }

  private int digestIndex(int node) {
    return node < base.nodeCount() ? node : origins[node - base.nodeCount()];
  }

  private int compareDigests(int node, int otherNode) {
    return digestsOf(node).compare(digestIndex(node), digestsOf(otherNode), digestIndex(otherNode));
  }

  /** The tree of all nodes. */
  Chains build() {
    boolean[] all = new boolean[count];
    Arrays.fill(all, true);
    return build(all);
  }

  /** The tree of some nodes; a node whose parent is not among them becomes a root. */
  Chains build(boolean[] kept) {
    Integer[] heads = heads(kept);
    Layout layout = new Layout(heads.length, count);
    for (int head : heads) {
      layout.addChain(head, kept);
    }
    return layout.build();
  }

  private Integer[] heads(boolean[] kept) {
    boolean[] hasChild = new boolean[count];
    for (int node = 0; node < count; node++) {
      if (kept[node] && parents[node] != Chains.NONE) {
        hasChild[parents[node]] = true;
      }
    }
    int found = 0;
    Integer[] heads = new Integer[count];
    for (int node = 0; node < count; node++) {
      if (kept[node] && !hasChild[node]) {
        heads[found++] = node;
      }
    }
    Integer[] exact = Arrays.copyOf(heads, found);
    Arrays.sort(exact, this::compareHeads);
    return exact;
  }

  private int compareHeads(int node, int otherNode) {
    int order = Boolean.compare(inner[node], inner[otherNode]);
    if (order == 0) {
      order =
          NodeState.compareForWinning(
              states[node], generations[node], states[otherNode], generations[otherNode]);
    }
    return order != 0 ? order : compareDigests(otherNode, node);
  }

  /** Puts the nodes in the order of {@link Chains}. */
  private final class Layout {
    private final long[] tops;
    private final int[] starts;
    private final int[] attachments;
    private final int[] chainOf;
    private final int[] order;
    private int leaves;
    private int chain;
    private int placed;

    Layout(int chains, int nodes) {
      tops = new long[chains];
      starts = new int[chains + 1];
      attachments = new int[chains];
      chainOf = new int[nodes];
      Arrays.fill(chainOf, Chains.NONE);
      order = new int[nodes];
    }

    void addChain(int head, boolean[] kept) {
      tops[chain] = generations[head];
      leaves += inner[head] ? 0 : 1;
      int node = head;
      while (node != Chains.NONE && kept[node] && chainOf[node] == Chains.NONE) {
        chainOf[node] = chain;
        order[placed++] = node;
        node = parents[node];
      }
      attachments[chain] = node == Chains.NONE || !kept[node] ? Chains.NONE : chainOf[node];
      starts[++chain] = placed;
    }

    Chains build() {
      Digests.Builder digests = new Digests.Builder(placed);
      long[] ordered = new long[placed];
      for (int i = 0; i < placed; i++) {
        int node = order[i];
        ordered[i] = states[node];
        digests.add(digestsOf(node), digestIndex(node));
      }
      return new Chains(tops, starts, attachments, leaves, ordered, digests.build());
    }
  }
}
