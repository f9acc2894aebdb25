package dev.couchgrass.core.revision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All that is known of a document's revisions: which there are, which descends from which, which
 * are tombstones, and which have a body.
 *
 * <p>Immutable. Several roots are allowed: histories that have nothing in common, or of which the
 * link was stemmed. A <em>leaf</em> is a revision that no other one descends from; the first leaf
 * in <em>winner order</em> (not deleted first, then generation, then digest, both falling) is the
 * <em>winner</em>, the same on every replica that has the same leaves. Two trees are equal when
 * they know the same; equal trees have equal bytes.
 *
 * <p>It is kept in a few flat arrays, without an object per revision, and nothing here recurses, so
 * that hundreds of thousands of revisions are no problem. Looking for a revision costs a look at
 * each leaf.
 */
public final class RevisionTree {
  /** The tree of a document without revisions. */
  public static final RevisionTree EMPTY = new RevisionTree(Chains.EMPTY);

  private final Chains chains;

  private RevisionTree(Chains chains) {
    this.chains = chains;
  }

  /** What a {@link #merge(RevisionHistory, boolean, long) merge} did. */
  public enum Outcome {
    /** All was known. */
    UNCHANGED,
    /** The revision is new, and descends from what was a leaf. */
    NEW_LEAF,
    /** The revision is new, and is a new branch of a known history. */
    NEW_BRANCH,
    /** The revision is new, and nothing of its history was known. */
    NEW_ROOT,
    /** The revision was known, but not its body, or not all of its ancestors. */
    FILLED
  }

  /**
   * A tree after a merge.
   *
   * @param tree the same instance as before if the outcome is {@code UNCHANGED}
   */
  public record Merged(RevisionTree tree, Outcome outcome) {}

  /**
   * A tree after stemming.
   *
   * @param tree the same instance as before if nothing was dropped
   * @param dropped the revisions that are no longer in the tree
   */
  public record Stemmed(RevisionTree tree, List<Revision> dropped) {
    public Stemmed {
      dropped = List.copyOf(dropped);
    }
  }

  /**
   * A tree after a purge.
   *
   * @param tree the same instance as before if no leaf was removed
   * @param removed those of the given revisions that were leaves, in winner order
   * @param dropped all revisions that are no longer in the tree, ancestors included
   */
  public record Pruned(RevisionTree tree, List<RevisionId> removed, List<Revision> dropped) {
    public Pruned {
      removed = List.copyOf(removed);
      dropped = List.copyOf(dropped);
    }
  }

  /**
   * A new document's tree, of one revision.
   *
   * @param body from 0 (missing) to {@link Revision#MAX_BODY}
   */
  public static RevisionTree of(RevisionId revision, boolean deleted, long body) {
    return new RevisionTree(TreeMerge.path(List.of(revision), NodeState.of(deleted, body)));
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws DamagedTreeException if the bytes are anything else; never for what was encoded
   */
  public static RevisionTree decode(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    Chains chains = TreeEncoding.decode(bytes, offset, length);
    return chains.nodeCount() == 0 ? EMPTY : new RevisionTree(chains);
  }

  /** The tree's bytes: 17 for a revision without a body, 18 to 21 for one with a body, usually. */
  public byte[] encode() {
    return TreeEncoding.encode(chains);
  }

  /** How many revisions there are. */
  public int size() {
    return chains.nodeCount();
  }

  public boolean isEmpty() {
    return chains.nodeCount() == 0;
  }

  /** The first leaf in winner order; empty only if the tree is. Costs nothing. */
  public Optional<Revision> winner() {
    return isEmpty() ? Optional.empty() : Optional.of(chains.revision(0));
  }

  /** How many leaves there are. Costs nothing. */
  public int leafCount() {
    return chains.leafCount;
  }

  /** The leaves in winner order. */
  public List<Revision> leaves() {
    List<Revision> leaves = new ArrayList<>(chains.leafCount);
    for (int chain = 0; chain < chains.leafCount; chain++) {
      leaves.add(chains.revision(chains.starts[chain]));
    }
    return List.copyOf(leaves);
  }

  /** The leaves that are neither deleted nor the winner, in winner order. */
  public List<Revision> conflicts() {
    return leaves().stream().skip(1).filter(leaf -> !leaf.deleted()).toList();
  }

  /** The leaves that are deleted and not the winner, in winner order. */
  public List<Revision> deletedConflicts() {
    return leaves().stream().skip(1).filter(Revision::deleted).toList();
  }

  /** Whether another tree has the same leaves, deleted or not and with the same bodies. */
  public boolean sameLeaves(RevisionTree other) {
    return TreeLeaves.same(chains, other.chains);
  }

  /**
   * The leaves that a later tree has too, but no longer as leaves, in winner order. Costs a look at
   * each leaf of both.
   */
  public List<Revision> overgrownIn(RevisionTree later) {
    return TreeLeaves.overgrown(chains, later.chains);
  }

  public Optional<Revision> find(RevisionId id) {
    int node = chains.find(id);
    return node == Chains.NONE ? Optional.empty() : Optional.of(chains.revision(node));
  }

  /** Whether a revision is in the tree and a leaf of it. */
  public boolean isLeaf(RevisionId id) {
    int node = chains.find(id);
    return node != Chains.NONE && chains.isLeaf(node);
  }

  /** A revision and its known ancestors, newest first; empty if the revision is unknown. */
  public List<Revision> path(RevisionId id) {
    List<Revision> path = new ArrayList<>();
    for (int node = chains.find(id); node != Chains.NONE; node = chains.parent(node)) {
      path.add(chains.revision(node));
    }
    return List.copyOf(path);
  }

  /** The ids of {@link #path}: CouchDB's {@code _revisions}; empty if the revision is unknown. */
  public Optional<RevisionHistory> history(RevisionId id) {
    List<RevisionId> ids = new ArrayList<>();
    for (int node = chains.find(id); node != Chains.NONE; node = chains.parent(node)) {
      ids.add(chains.id(node));
    }
    return ids.isEmpty() ? Optional.empty() : Optional.of(new RevisionHistory(ids));
  }

  /** The leaves that are a revision or descend from it, in winner order; empty if it is unknown. */
  public List<Revision> latest(RevisionId id) {
    int node = chains.find(id);
    if (node == Chains.NONE) {
      return List.of();
    }
    int home = chains.chainOf(node);
    boolean[] descends = new boolean[chains.chainCount()];
    List<Revision> latest = new ArrayList<>();
    for (int chain = home; chain < chains.leafCount; chain++) {
      int below = chains.attachments[chain];
      descends[chain] =
          chain == home
              || (below == home && chains.bottom(chain) > id.generation())
              || (below > home && descends[below]);
      if (descends[chain]) {
        latest.add(chains.revision(chains.starts[chain]));
      }
    }
    return List.copyOf(latest);
  }

  /** Those of the given revisions that the tree does not know at all, in the order given. */
  public List<RevisionId> missing(Collection<RevisionId> ids) {
    return ids.stream().filter(id -> chains.find(id) == Chains.NONE).toList();
  }

  /**
   * The leaves from which some of the given revisions could descend, in winner order: as in
   * CouchDB, those of a lower generation than the highest one given.
   */
  public List<RevisionId> possibleAncestors(Collection<RevisionId> missing) {
    long highest = missing.stream().mapToLong(RevisionId::generation).max().orElse(0);
    return leaves().stream().map(Revision::id).filter(id -> id.generation() < highest).toList();
  }

  /**
   * Adds a child to a leaf. When that leaf is the winner and its child wins in turn, as nearly
   * always, this costs one copy of the tree.
   *
   * @param parent a leaf
   * @param child of the next generation, and not in the tree
   * @throws IllegalArgumentException if the parent or the child is not of that kind
   */
  public RevisionTree extend(RevisionId parent, RevisionId child, boolean deleted, long body) {
    if (!isLeaf(parent)) {
      throw new IllegalArgumentException("Only a leaf can be extended");
    }
    if (child.generation() != parent.generation() + 1 || chains.find(child) != Chains.NONE) {
      throw new IllegalArgumentException("A child must be new and of the next generation");
    }
    return merge(new RevisionHistory(List.of(child, parent)), deleted, body).tree();
  }

  /**
   * Joins a revision and its ancestors. Unknown ancestors are added without a body; where the
   * history reaches further back than the tree, or connects what were two roots, the tree does so
   * afterwards too. A revision that has a body already keeps that body's number and its flag.
   *
   * @param body the body of the history's newest revision, from 0 (missing) to {@link
   *     Revision#MAX_BODY}
   */
  @SuppressWarnings("ReferenceEquality") // the same instance says that nothing changed
  public Merged merge(RevisionHistory history, boolean deleted, long body) {
    List<RevisionId> path = history.revisions();
    long state = NodeState.of(deleted, body);
    int known = TreeMerge.firstKnown(chains, path);
    if (known == path.size()) {
      return new Merged(union(TreeMerge.path(path, state)), Outcome.NEW_ROOT);
    }
    int node = chains.find(path.get(known));
    boolean held = TreeMerge.holds(chains, node, path, known);
    if (known == 0) {
      long filling = filling(node, state);
      boolean needed = !held || filling != NodeState.UNKNOWN;
      RevisionTree filled = needed ? union(TreeMerge.path(path, filling)) : this;
      return new Merged(filled, filled == this ? Outcome.UNCHANGED : Outcome.FILLED);
    }
    Outcome outcome = chains.isLeaf(node) ? Outcome.NEW_LEAF : Outcome.NEW_BRANCH;
    if (held && node == 0 && TreeMerge.childWins(chains, state)) {
      List<RevisionId> added = path.subList(0, known);
      return new Merged(new RevisionTree(TreeMerge.extendWinner(chains, added, state)), outcome);
    }
    return new Merged(union(TreeMerge.path(path, state)), outcome);
  }

  /** What a merge brings to a known revision: nothing if that one has a body. */
  private long filling(int node, long state) {
    boolean needed = NodeState.body(chains.states[node]) == 0 && NodeState.body(state) > 0;
    return needed ? state : NodeState.UNKNOWN;
  }

  /**
   * Joins all that two trees know. Commutative, associative and idempotent. Of two bodies of one
   * revision the smaller number stays.
   *
   * @return the same instance if the other tree adds nothing
   */
  public RevisionTree merge(RevisionTree other) {
    return union(other.chains);
  }

  private RevisionTree union(Chains other) {
    return with(TreeMerge.union(chains, other));
  }

  @SuppressWarnings("ReferenceEquality") // the same instance says that nothing changed
  private RevisionTree with(Chains changed) {
    if (changed == chains) {
      return this;
    }
    return changed.nodeCount() == 0 ? EMPTY : new RevisionTree(changed);
  }

  /**
   * Forgets old revisions: every leaf keeps itself and its newest ancestors, {@code limit} in all,
   * and what no leaf keeps is dropped. What is left of two branches may have two roots.
   *
   * @param limit at least 1
   */
  public Stemmed stem(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("A limit of revisions must be at least 1");
    }
    if (chains.chainCount() == chains.leafCount && size() <= limit) {
      return new Stemmed(this, List.of());
    }
    if (chains.chainCount() == 1) {
      List<Revision> dropped = new ArrayList<>(size() - limit);
      for (int node = limit; node < size(); node++) {
        dropped.add(chains.revision(node));
      }
      return new Stemmed(with(TreeTrim.shorten(chains, limit)), dropped);
    }
    boolean[] kept = TreeTrim.keptByStemming(chains, limit);
    List<Revision> dropped = notAmong(kept);
    return new Stemmed(dropped.isEmpty() ? this : reduced(kept), dropped);
  }

  /**
   * Removes leaves, each with its ancestors up to the first one that another leaf, not removed,
   * descends from: what a purge does. Given revisions that are no leaves are ignored.
   */
  public Pruned removeLeaves(Collection<RevisionId> given) {
    Set<RevisionId> wanted = new HashSet<>(given);
    List<RevisionId> removed = new ArrayList<>();
    boolean[] stays = new boolean[chains.leafCount];
    for (int chain = 0; chain < stays.length; chain++) {
      RevisionId leaf = chains.id(chains.starts[chain]);
      stays[chain] = !wanted.contains(leaf);
      if (!stays[chain]) {
        removed.add(leaf);
      }
    }
    if (removed.isEmpty()) {
      return new Pruned(this, List.of(), List.of());
    }
    boolean[] kept = TreeTrim.keptByLeaves(chains, chain -> stays[chain]);
    return new Pruned(reduced(kept), removed, notAmong(kept));
  }

  private RevisionTree reduced(boolean[] kept) {
    return with(new Nodes(chains, Chains.EMPTY).build(kept));
  }

  private List<Revision> notAmong(boolean[] kept) {
    List<Revision> dropped = new ArrayList<>();
    for (int node = 0; node < kept.length; node++) {
      if (!kept[node]) {
        dropped.add(chains.revision(node));
      }
    }
    return dropped;
  }

  /**
   * Marks bodies as missing, as a compaction does: never a leaf's.
   *
   * @param chosen asked of every revision that is no leaf and has a body
   * @return the same instance if none was chosen
   */
  public RevisionTree withoutBodies(Predicate<? super Revision> chosen) {
    return withoutBodies(chosen, false);
  }

  /** As {@link #withoutBodies}, but asks of leaves too. */
  public RevisionTree withoutBodiesOfAny(Predicate<? super Revision> chosen) {
    return withoutBodies(chosen, true);
  }

  private RevisionTree withoutBodies(Predicate<? super Revision> chosen, boolean leavesToo) {
    long[] states = chains.states.clone();
    for (int node = 0; node < states.length; node++) {
      if (NodeState.body(states[node]) > 0
          && (leavesToo || !chains.isLeaf(node))
          && chosen.test(chains.revision(node))) {
        states[node] = NodeState.withoutBody(states[node]);
      }
    }
    return Arrays.equals(states, chains.states) ? this : with(chains.withStates(states));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RevisionTree that && chains.equals(that.chains);
  }

  @Override
  public int hashCode() {
    return chains.hashCode();
  }

  /** The leaves, for logs. */
  @Override
  public String toString() {
    return "RevisionTree" + leaves();
  }
}
