package dev.couchgrass.core.revision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The smallest honest model of a revision tree: what is known of each id. */
final class RevisionModel {
  private static final Comparator<Revision> WINNER_ORDER =
      Comparator.comparing(Revision::deleted)
          .thenComparing(Comparator.comparing(Revision::id).reversed());

  final Map<RevisionId, Revision> revisions = new TreeMap<>();
  final Map<RevisionId, RevisionId> parents = new TreeMap<>();
  final Set<RevisionId> inner = new HashSet<>();

  static RevisionModel of(List<Graft> grafts) {
    RevisionModel model = new RevisionModel();
    grafts.forEach(model::add);
    return model;
  }

  private void add(Graft graft) {
    List<RevisionId> ids = graft.history().revisions();
    for (int i = 0; i < ids.size(); i++) {
      revisions.putIfAbsent(ids.get(i), new Revision(ids.get(i), false, 0));
      if (i > 0) {
        parents.merge(ids.get(i - 1), ids.get(i), (a, b) -> a.compareTo(b) > 0 ? a : b);
        inner.add(ids.get(i));
      }
    }
    RevisionId newest = graft.history().revision();
    revisions.put(newest, new Revision(newest, graft.deleted(), graft.body()));
  }

  List<Revision> leaves() {
    return revisions.values().stream()
        .filter(revision -> !inner.contains(revision.id()))
        .sorted(WINNER_ORDER)
        .toList();
  }

  List<Revision> path(RevisionId id) {
    List<Revision> path = new ArrayList<>();
    RevisionId next = id;
    while (next != null && revisions.containsKey(next)) {
      path.add(revisions.get(next));
      next = parents.get(next);
    }
    return path;
  }

  List<Revision> latest(RevisionId id) {
    return leaves().stream()
        .filter(leaf -> path(leaf.id()).stream().anyMatch(found -> found.id().equals(id)))
        .toList();
  }

  Set<RevisionId> keptByStemming(int limit) {
    return leaves().stream()
        .flatMap(leaf -> path(leaf.id()).stream().limit(limit))
        .map(Revision::id)
        .collect(Collectors.toSet());
  }

  Set<RevisionId> keptByPurging(Collection<RevisionId> purged) {
    return leaves().stream()
        .filter(leaf -> !purged.contains(leaf.id()))
        .flatMap(leaf -> path(leaf.id()).stream())
        .map(Revision::id)
        .collect(Collectors.toSet());
  }

  /** Forgets all other ids. What was no leaf does not become one. */
  void retain(Set<RevisionId> kept) {
    revisions.keySet().retainAll(kept);
    parents.keySet().retainAll(kept);
    parents.values().retainAll(kept);
    inner.retainAll(kept);
  }
}
