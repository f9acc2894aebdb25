package dev.couchgrass.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.json.JsonBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SelectorProperties {
  /** Few, so that documents and selectors meet. */
  private static final List<String> NAMES = List.of("a", "b", "_id", "0");

  @Property(tries = 2_000)
  void saysWhatTheModelSays(
      @ForAll("selectors") Map<String, Object> selector,
      @ForAll("documents") Map<String, Object> document) {
    Selector parsed = Selector.parse(NaiveSelector.spelled(selector));
    boolean expected = NaiveSelector.matches(selector, document);
    JsonBody body = JsonBody.parse(NaiveSelector.spelled(document));
    assertEquals(expected, parsed.matches(body));
    assertEquals(expected, Selector.parse(parsed.canonical().toString()).matches(body));
  }

  @Property(tries = 500)
  void theCanonicalTextIsItsOwn(@ForAll("selectors") Map<String, Object> selector) {
    Selector parsed = Selector.parse(NaiveSelector.spelled(selector));
    assertEquals(parsed, Selector.parse(parsed.canonical().toString()));
  }

  /** Whatever the order in which conditions are joined. */
  @Property(tries = 500)
  void theOrderOfConditionsDoesNotCount(
      @ForAll("selectors") Map<String, Object> one,
      @ForAll("selectors") Map<String, Object> other) {
    for (String operator : List.of("$and", "$or", "$nor")) {
      assertEquals(
          Selector.parse(NaiveSelector.spelled(Map.of(operator, List.of(one, other)))),
          Selector.parse(NaiveSelector.spelled(Map.of(operator, List.of(other, one)))));
    }
  }

  private static Arbitrary<Object> scalars() {
    return Arbitraries.oneOf(
        Arbitraries.of(NaiveSelector.NULL, true, false),
        Arbitraries.longs().between(-2, 7),
        Arbitraries.of(1.0, 2.5, -0.5, 3.0),
        Arbitraries.of(NaiveSelector.STRINGS),
        Arbitraries.of(NAMES));
  }

  private static Arbitrary<Object> values(int depth) {
    if (depth == 0) {
      return scalars();
    }
    Arbitrary<Object> below = values(depth - 1);
    return Arbitraries.oneOf(
        below, below.list().ofMaxSize(3).map(list -> (Object) list), objects(below).map(o -> o));
  }

  private static Arbitrary<Map<String, Object>> objects(Arbitrary<Object> values) {
    return Combinators.combine(
            Arbitraries.of(NAMES).list().uniqueElements().ofMaxSize(3), values.list().ofSize(3))
        .as(
            (names, each) -> {
              Map<String, Object> object = new LinkedHashMap<>();
              names.forEach(name -> object.put(name, each.get(object.size())));
              return object;
            });
  }

  @Provide
  Arbitrary<Map<String, Object>> documents() {
    return objects(values(2));
  }

  /** Never without a field where one is needed. */
  @Provide
  Arbitrary<Map<String, Object>> selectors() {
    return Arbitraries.oneOf(field(3), joined(2), Arbitraries.just(Map.of()));
  }

  private static Arbitrary<Map<String, Object>> joined(int depth) {
    Arbitrary<Map<String, Object>> below =
        depth == 0 ? field(2) : Arbitraries.oneOf(field(2), joined(depth - 1));
    return Arbitraries.oneOf(
        Combinators.combine(Arbitraries.of("$and", "$or", "$nor"), below.list().ofMaxSize(3))
            .as((operator, each) -> Map.of(operator, each)),
        below.map(each -> Map.of("$not", each)),
        Combinators.combine(below, field(2)).as(SelectorProperties::together));
  }

  private static Map<String, Object> together(Map<String, Object> one, Map<String, Object> other) {
    Map<String, Object> both = new LinkedHashMap<>(one);
    both.putAll(other);
    return both;
  }

  private static Arbitrary<Map<String, Object>> field(int depth) {
    Arbitrary<String> paths = Arbitraries.of("a", "b", "_id", "a.b", "a.0", "b.a.0", "a._id");
    return Combinators.combine(paths, condition(depth, false)).as(Map::of);
  }

  /**
   * @param part whether of a part, where CouchDB knows no {@code $nor}
   */
  private static Arbitrary<Object> condition(int depth, boolean part) {
    Arbitrary<Object> terminal = Arbitraries.oneOf(values(1), operator());
    if (depth == 0) {
      return terminal;
    }
    Arbitrary<Object> below = condition(depth - 1, part);
    Arbitrary<Object> objects = below.filter(each -> each instanceof Map<?, ?>);
    Arbitrary<Object> ofParts =
        condition(depth - 1, true).filter(each -> each instanceof Map<?, ?>);
    Arbitrary<String> joins =
        part ? Arbitraries.of("$and", "$or") : Arbitraries.of("$and", "$or", "$nor");
    return Arbitraries.oneOf(
        terminal,
        Combinators.combine(joins, below.list().ofMaxSize(2)).as(Map::of),
        objects.map(each -> Map.of("$not", each)),
        Combinators.combine(Arbitraries.of("a", "b"), below).as(Map::of),
        Combinators.combine(Arbitraries.of("$elemMatch", "$allMatch", "$keyMapMatch"), ofParts)
            .as(Map::of));
  }

  private static Arbitrary<Object> operator() {
    return Arbitraries.oneOf(
        Combinators.combine(Arbitraries.of("$lt", "$lte", "$eq", "$ne", "$gte", "$gt"), values(1))
            .as(Map::of),
        Combinators.combine(Arbitraries.of("$in", "$nin", "$all"), values(1).list().ofMaxSize(3))
            .as(Map::of),
        Arbitraries.of(true, false).map(wanted -> Map.of("$exists", wanted)),
        Arbitraries.of("null", "boolean", "number", "string", "array", "object", "other")
            .map(type -> Map.of("$type", type)),
        Arbitraries.longs().between(0, 3).map(size -> Map.of("$size", size)),
        Combinators.combine(Arbitraries.of(2L, 3L, -2L), Arbitraries.longs().between(-1, 2))
            .as((divisor, rest) -> Map.of("$mod", List.of(divisor, rest))),
        Arbitraries.of("", "a", "aa").map(prefix -> Map.of("$beginsWith", prefix)),
        Arbitraries.of("^a", "a$", "[ab]+", "^$").map(pattern -> Map.of("$regex", pattern)));
  }
}
