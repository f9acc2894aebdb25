package dev.couchgrass.store.kv.entry;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.entry.EntryStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps the tips of what is accepted right while statuses change.
 *
 * <p>Of a database, those that are verified and that nothing verified descends from: what is void
 * leads on to its parents. Of a store, those of all that is accepted, whether void or not: with
 * something void in the database, what the tips of a store are depends on the moment, and is found
 * by a walk.
 */
final class VerifiedTips {
  private final EntryUnit unit;
  private final EntryReads reads;

  VerifiedTips(EntryUnit unit) {
    this.unit = unit;
    this.reads = unit.reads();
  }

  /** An entry is accepted that was not before: nothing accepted builds on it. */
  void accepted(int database, Entry entry, EntryStatus how) {
    for (Graph graph : Graph.of(database, entry)) {
      if (!graph.isWhole()) {
        graph.parents(entry).forEach(parent -> remove(graph, parent));
        add(graph, entry.id());
      } else if (how == EntryStatus.VERIFIED) {
        verified(graph, entry.id(), entry.parents());
      }
    }
  }

  private void verified(Graph database, Cid id, List<Cid> parents) {
    reads.effective(database, parents).forEach(below -> remove(database, below));
    add(database, id);
  }

  /** An entry is void that was verified. */
  void voided(Graph database, Cid id) {
    byte[] key = unit.keys().tip(EntrySpace.VERIFIED_TIPS, database, id);
    if (unit.get(key).isEmpty()) {
      return; // Something verified descends from it, and from all that it builds on.
    }
    unit.delete(key);
    Set<Cid> candidates = reads.effective(database, parents(database, id));
    Set<Cid> covered = covered(database, candidates);
    for (Cid candidate : candidates) {
      if (!covered.contains(candidate)) {
        add(database, candidate);
      }
    }
  }

  /** An entry is verified that was void. */
  void restored(Graph database, Cid id) {
    if (covered(database, Set.of(id)).isEmpty()) {
      verified(database, id, parents(database, id));
    }
  }

  private List<Cid> parents(Graph database, Cid id) {
    return reads.link(database, id).map(Link::parents).orElse(List.of());
  }

  /** Those of some entries that a verified one descends from: a tip, or another of them. */
  private Set<Cid> covered(Graph database, Set<Cid> candidates) {
    List<Cid> verified = new ArrayList<>(candidates);
    unit.keys(unit.keys().tips(EntrySpace.VERIFIED_TIPS, database), Integer.MAX_VALUE)
        .forEach(key -> verified.add(EntryKeys.idOf(key)));
    verified.removeIf(reads::isVoid);
    Set<Cid> below = new HashSet<>();
    verified.forEach(id -> below.addAll(parents(database, id)));
    long lowest =
        candidates.stream()
            .flatMap(id -> reads.link(database, id).stream())
            .mapToLong(Link::height)
            .min()
            .orElse(Long.MAX_VALUE);
    Set<Cid> covered = new HashSet<>();
    Walk walk = new Walk(reads, database).from(below);
    while (walk.goesOn() && walk.highest().height() >= lowest) {
      Cid id = walk.descend().id();
      if (candidates.contains(id)) {
        covered.add(id);
      }
    }
    return covered;
  }

  private void add(Graph graph, Cid id) {
    unit.note(unit.keys().tip(EntrySpace.VERIFIED_TIPS, graph, id));
  }

  private void remove(Graph graph, Cid id) {
    unit.delete(unit.keys().tip(EntrySpace.VERIFIED_TIPS, graph, id));
  }
}
