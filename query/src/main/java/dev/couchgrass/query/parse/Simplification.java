package dev.couchgrass.query.parse;

import dev.couchgrass.query.condition.All;
import dev.couchgrass.query.condition.Any;
import dev.couchgrass.query.condition.At;
import dev.couchgrass.query.condition.Condition;
import dev.couchgrass.query.condition.Not;
import dev.couchgrass.query.condition.Within;
import dev.couchgrass.query.value.ValueWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes one of all the ways in which conditions can be joined to the same effect. */
final class Simplification {
  private Simplification() {}

  static Condition of(Condition condition) {
    if (condition instanceof All all) {
      List<Condition> parts = distinct(all.conditions(), true);
      return parts.size() == 1 ? parts.get(0) : new All(parts);
    }
    if (condition instanceof Any any) {
      List<Condition> parts = distinct(any.conditions(), false);
      if (parts.isEmpty() || parts.contains(All.OF_NONE)) {
        return All.OF_NONE;
      }
      return parts.size() == 1 ? parts.get(0) : new Any(parts);
    }
    if (condition instanceof Not not) {
      return new Not(of(not.condition()));
    }
    if (condition instanceof At at) {
      return new At(at.path(), of(at.condition()));
    }
    return condition instanceof Within within
        ? new Within(within.quantifier(), of(within.condition()))
        : condition;
  }

  /** Simplified, flat, each once, in the order of their texts. */
  private static List<Condition> distinct(List<Condition> conditions, boolean all) {
    Map<String, Condition> parts = new TreeMap<>();
    for (Condition condition : conditions) {
      for (Condition part : flat(of(condition), all)) {
        parts.put(ValueWriter.write(part.toValue()), part);
      }
    }
    return List.copyOf(parts.values());
  }

  private static List<Condition> flat(Condition condition, boolean all) {
    if (all) {
      return condition instanceof All inner ? inner.conditions() : List.of(condition);
    }
    return condition instanceof Any inner ? inner.conditions() : List.of(condition);
  }
}
