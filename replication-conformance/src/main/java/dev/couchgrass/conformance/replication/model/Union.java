package dev.couchgrass.conformance.replication.model;

import dev.couchgrass.core.revision.RevisionId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The union of the trees of all replicas. It hears of edits and of nothing else, and has its own
 * idea of leaves and winners.
 */
public final class Union {
  /** CouchDB's rule: a live one before tombstones, the longer history, the greater digest. */
  private static final Comparator<RevisionId> BY_RANK =
      Comparator.comparingLong(RevisionId::generation)
          .thenComparing(RevisionId::digestBytes, Arrays::compareUnsigned)
          .reversed();

  private static final class Tree {
    final Map<RevisionId, RevisionId> parents = new HashMap<>();
    final SortedSet<RevisionId> revisions = new TreeSet<>();
    final Map<RevisionId, Content> contents = new HashMap<>();
  }

  private final SortedMap<String, Tree> trees = new TreeMap<>();

  /** The union of nothing. */
  public Union() {}

  /**
   * Hears of a revision.
   *
   * @param history itself and its ancestors, newest first
   */
  public void add(String id, List<RevisionId> history, Content content) {
    Tree tree = trees.computeIfAbsent(id, absent -> new Tree());
    tree.revisions.addAll(history);
    for (int i = 0; i + 1 < history.size(); i++) {
      tree.parents.put(history.get(i), history.get(i + 1));
    }
    tree.contents.putIfAbsent(history.get(0), content);
  }

  /** The documents that anybody ever wrote. */
  public Set<String> ids() {
    return trees.keySet();
  }

  /** The leaves, the winner first. */
  public List<RevisionId> leaves(String id) {
    Tree tree = Objects.requireNonNull(trees.get(id));
    Set<RevisionId> inner = new HashSet<>(tree.parents.values());
    return tree.revisions.stream()
        .filter(revision -> !inner.contains(revision))
        .sorted(
            Comparator.comparing((RevisionId leaf) -> content(id, leaf).orElseThrow().deleted())
                .thenComparing(BY_RANK))
        .toList();
  }

  /** What a revision holds, if one was ever made with it. */
  public Optional<Content> content(String id, RevisionId revision) {
    return Optional.ofNullable(trees.get(id))
        .flatMap(tree -> Optional.ofNullable(tree.contents.get(revision)));
  }

  /** A revision and its ancestors. */
  public List<RevisionId> path(String id, RevisionId revision) {
    Tree tree = Objects.requireNonNull(trees.get(id));
    List<RevisionId> path = new ArrayList<>();
    Optional<RevisionId> next = Optional.of(revision);
    while (next.isPresent()) {
      path.add(next.get());
      next = Optional.ofNullable(tree.parents.get(next.get()));
    }
    return path;
  }
}
