package dev.couchgrass.core.crdt;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Values with names and positions few enough that any two of them meet in many places.
 *
 * <p>Without edge cases: of such nested values there are so many that nothing else would be tried.
 */
final class RandomValues {
  private static final int DEPTH = 3;
  private static final ElementId A = new ElementId(1, 7);
  private static final ElementId B = new ElementId(1, -7);
  private static final ElementId C = new ElementId(2, 3);
  private static final ElementId UNKNOWN = new ElementId(1, 5);

  /** The last but one repeats an id, and the last one has a predecessor that never comes. */
  private static final List<Position> POSITIONS =
      List.of(
          new Position(A, ElementId.HEAD),
          new Position(B, ElementId.HEAD),
          new Position(C, A),
          new Position(new ElementId(2, 4), A),
          new Position(new ElementId(3, 1), C),
          new Position(C, B),
          new Position(new ElementId(2, 1), UNKNOWN));

  private static final List<Scalar> SCALARS =
      List.of(
          NullValue.NULL,
          Value.of(true),
          Value.of(1),
          new NumberValue("1.0"),
          Value.of(""),
          Value.of("é\n\"\\\u0001\ud83d\ude00"));

  private RandomValues() {}

  static Arbitrary<Value> values() {
    return values(DEPTH).withoutEdgeCases();
  }

  static Arbitrary<Doc> docs() {
    return docs(DEPTH).withoutEdgeCases();
  }

  static Arbitrary<DocList> lists() {
    return lists(DEPTH).withoutEdgeCases();
  }

  private static Arbitrary<Value> values(int depth) {
    Arbitrary<Value> flat =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.of(SCALARS).map(Value.class::cast)),
            Tuple.of(1, Arbitraries.just(Tombstone.TOMBSTONE)));
    return depth == 0
        ? flat
        : Arbitraries.oneOf(
            flat, docs(depth).map(Value.class::cast), lists(depth).map(Value.class::cast));
  }

  private static Arbitrary<Doc> docs(int depth) {
    Arbitrary<Map<String, Value>> members =
        Arbitraries.maps(
                Arbitraries.of("", "a", "b.c", "\uffee", "\ud83d\ude00"), values(depth - 1))
            .ofMaxSize(3);
    return Combinators.combine(members, rarely())
        .as((map, atomic) -> atomic ? Doc.of(map).atomic() : Doc.of(map));
  }

  private static Arbitrary<DocList> lists(int depth) {
    Arbitrary<Map<Position, Value>> elements =
        Arbitraries.maps(Arbitraries.of(POSITIONS), values(depth - 1)).ofMaxSize(4);
    return Combinators.combine(elements, rarely())
        .as((map, atomic) -> atomic ? list(map).atomic() : list(map));
  }

  private static Arbitrary<Boolean> rarely() {
    return Arbitraries.of(false, false, false, true);
  }

  static DocList list(Map<Position, Value> elements) {
    Members.Builder<Position> builder = new Members.Builder<>();
    new TreeMap<>(elements).forEach(builder::add);
    return new DocList(builder.build(), false);
  }
}
