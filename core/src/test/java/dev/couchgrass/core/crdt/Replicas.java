package dev.couchgrass.core.crdt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Replicas that edit a store, one entry for each transaction, and tell each other what they know.
 */
final class Replicas {
  private static final int COUNT = 3;
  private static final List<Path> PATHS =
      List.of(
          Path.of("a"),
          Path.of("b"),
          Path.of("a", "b"),
          Path.of("a", "b", "c"),
          Path.of("b").at(0),
          Path.of("b").at(1).then("a"),
          Path.of("a", "b").at(0));

  /** What happens next. Paths of lists, too, are tried whether there is a list or not. */
  enum Action {
    SET,
    MERGE,
    REMOVE,
    INSERT,
    APPEND,
    COMMIT,
    COMMIT_AGAIN,
    PULL
  }

  record Step(int replica, Action action, int where, Value value) {}

  static Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, COUNT - 1),
            Arbitraries.of(Action.class),
            Arbitraries.integers().between(0, PATHS.size() - 1),
            RandomValues.values())
        .as(Step::new)
        .list()
        .ofMaxSize(30)
        .withoutEdgeCases();
  }

  private final Random random;
  private final List<Set<Contribution<String>>> known = new ArrayList<>();
  private final List<DocEdit> edits = new ArrayList<>();

  private Replicas(long seed) {
    random = new Random(seed);
    for (int i = 0; i < COUNT; i++) {
      known.add(new TreeSet<>());
      edits.add(new DocEdit(Doc.EMPTY, random));
    }
  }

  /** All contributions of a run, in their order. */
  static List<Contribution<String>> run(List<Step> steps, long seed) {
    Replicas replicas = new Replicas(seed);
    steps.forEach(replicas::step);
    return replicas.known.stream().flatMap(Set::stream).sorted().distinct().toList();
  }

  private void step(Step step) {
    DocEdit edit = edits.get(step.replica);
    switch (step.action) {
      case COMMIT, COMMIT_AGAIN -> commit(step.replica);
      case PULL -> {
        known.get(step.replica).addAll(known.get(step.where % COUNT));
        begin(step.replica);
      }
      default -> edit(edit, step);
    }
  }

  static void edit(DocEdit edit, Step step) {
    Path path = PATHS.get(step.where);
    try {
      switch (step.action) {
        case SET -> edit.set(path, step.value);
        case MERGE -> edit.merge(path, step.value);
        case INSERT -> edit.insert(path, 0, List.of(step.value));
        case APPEND -> edit.append(path, List.of(step.value));
        default -> edit.remove(path);
      }
    } catch (IndexOutOfBoundsException noSuchPlace) {
      // Nothing has changed.
    }
  }

  private void commit(int replica) {
    Set<Contribution<String>> mine = known.get(replica);
    long height = mine.stream().mapToLong(Contribution::height).max().orElse(-1) + 1;
    byte[] id = new byte[4];
    random.nextBytes(id);
    Doc delta = edits.get(replica).delta();
    mine.add(new Contribution<>(height, HexFormat.of().formatHex(id), delta));
    assertEquals(edits.get(replica).current(), Contribution.state(mine));
    begin(replica);
  }

  private void begin(int replica) {
    edits.set(replica, new DocEdit(Contribution.state(known.get(replica)), random));
  }

  static List<Doc> data(Stream<Contribution<String>> contributions) {
    return contributions.map(Contribution::data).toList();
  }
}
