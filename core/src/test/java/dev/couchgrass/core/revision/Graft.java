package dev.couchgrass.core.revision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** A revision that arrives, with ids few enough that histories overlap. */
record Graft(RevisionHistory history, boolean deleted, long body) {
  static final int GENERATIONS = 7;
  private static final List<String> DIGESTS =
      List.of("a", "00112233445566778899aabbccddeeff", "ff112233445566778899aabbccddeeff");

  static RevisionId id(int generation, int digest) {
    return RevisionId.of(generation, DIGESTS.get(digest));
  }

  /** Every id that may occur. */
  static List<RevisionId> allIds() {
    List<RevisionId> ids = new ArrayList<>();
    for (int generation = 1; generation <= GENERATIONS; generation++) {
      for (int digest = 0; digest < DIGESTS.size(); digest++) {
        ids.add(id(generation, digest));
      }
    }
    return ids;
  }

  /** Histories in which a revision always has the same parent. */
  static Arbitrary<List<Graft>> honest() {
    return Arbitraries.longs()
        .flatMap(
            world ->
                one((generation, digest) -> parent(world, generation, digest))
                    .list()
                    .ofMaxSize(12));
  }

  private static int parent(long world, int generation, int digest) {
    return new Random(world ^ (generation * 31L + digest) * 0x9E3779B97F4A7C15L)
        .nextInt(DIGESTS.size());
  }

  /** Histories in which one revision may have many parents. */
  static Arbitrary<List<Graft>> forged() {
    return Arbitraries.longs()
        .flatMap(world -> one((generation, digest) -> parent(world, generation, digest)))
        .list()
        .ofMaxSize(12);
  }

  private interface ParentRule {
    int parent(int generation, int digest);
  }

  private static Arbitrary<Graft> one(ParentRule rule) {
    return Combinators.combine(
            Arbitraries.integers().between(1, GENERATIONS),
            Arbitraries.integers().between(0, DIGESTS.size() - 1),
            Arbitraries.integers().between(1, GENERATIONS))
        .as((generation, digest, length) -> graft(generation, digest, length, rule));
  }

  /** The body and the flag follow from the id, as they do between honest replicas. */
  private static Graft graft(int generation, int digest, int length, ParentRule rule) {
    List<RevisionId> ids = new ArrayList<>();
    int next = digest;
    for (int g = generation; g > Math.max(0, generation - length); g--) {
      ids.add(id(g, next));
      next = rule.parent(g, next);
    }
    boolean deleted = (generation + digest) % 3 == 0;
    return new Graft(new RevisionHistory(ids), deleted, generation * 100L + digest);
  }

  static RevisionTree tree(List<Graft> grafts) {
    RevisionTree tree = RevisionTree.EMPTY;
    for (Graft graft : grafts) {
      tree = tree.merge(graft.history, graft.deleted, graft.body).tree();
    }
    return tree;
  }

  static <T> List<T> shuffled(List<T> values, long seed) {
    List<T> shuffled = new ArrayList<>(values);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }
}
