package dev.couchgrass.query.parse;

import dev.couchgrass.query.condition.All;
import dev.couchgrass.query.condition.Any;
import dev.couchgrass.query.condition.At;
import dev.couchgrass.query.condition.Comparison;
import dev.couchgrass.query.condition.Condition;
import dev.couchgrass.query.condition.FieldPath;
import dev.couchgrass.query.condition.Not;
import dev.couchgrass.query.condition.Within;
import dev.couchgrass.query.error.InvalidSelectorException;
import dev.couchgrass.query.error.InvalidSelectorException.Problem;
import dev.couchgrass.query.options.SelectorLimits;
import dev.couchgrass.query.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings a selector into CouchDB's normal form, in one pass: what is left out is filled in ({@code
 * $eq}, {@code $and}), fields move down to the conditions, and so do negations. What it means for a
 * field that is not there follows from that: see {@link At}.
 *
 * <p>What {@code $elemMatch}, {@code $allMatch} and {@code $keyMapMatch} ask of the parts has
 * fields of its own, and there CouchDB leaves negations where they stand. So a part that lacks a
 * field is met by the negation of what is asked of the field.
 */
final class Normalizer {
  private static final Where TOP = new Where("", false, false);
  private static final Where PART = new Where("", false, true);

  private final Terminals terminals;

  Normalizer(SelectorLimits limits) {
    this.terminals = new Terminals(limits);
  }

  /**
   * Where in a selector something stands.
   *
   * @param path of the fields above
   * @param negated whether under an odd number of negations
   * @param part whether it is asked of a part of a value
   */
  private record Where(String path, boolean negated, boolean part) {
    Where below(String name) {
      return new Where(path.isEmpty() ? name : path + "." + name, negated, part);
    }

    Where negation() {
      return new Where(path, !negated, part);
    }
  }

  Condition normal(Value.Members selector) {
    return normal(selector, TOP);
  }

  private Condition normal(Value node, Where where) {
    if (!(node instanceof Value.Members object) || object.members().isEmpty()) {
      return at(where, new Comparison(Comparison.Operator.EQ, node));
    }
    List<Condition> conditions = new ArrayList<>();
    for (Map.Entry<String, Value> member : object.members().entrySet()) {
      conditions.add(normal(member.getKey(), member.getValue(), where));
    }
    if (conditions.size() == 1) {
      return conditions.get(0);
    }
    return where.negated() ? new Any(conditions) : new All(conditions);
  }

  private Condition normal(String name, Value argument, Where where) {
    return switch (name) {
      case "$and" -> combined(name, argument, where, !where.negated());
      case "$or" -> combined(name, argument, where, where.negated());
      case "$nor" -> {
        if (where.part()) {
          // CouchDB accepts it, and then finds nothing.
          throw new InvalidSelectorException(Problem.INVALID_OPERATOR, name);
        }
        yield combined(name, argument, where.negation(), !where.negated());
      }
      case "$not" -> not(argument, where);
      default -> field(name, argument, where);
    };
  }

  private Condition combined(String name, Value argument, Where where, boolean all) {
    if (!(argument instanceof Value.Array array)) {
      throw Terminals.badArgument(name, argument);
    }
    List<Condition> conditions =
        array.elements().stream().map(each -> normal(each, where)).toList();
    return all ? new All(conditions) : new Any(conditions);
  }

  private Condition not(Value argument, Where where) {
    if (!(argument instanceof Value.Members)) {
      throw Terminals.badArgument("$not", argument);
    }
    return where.part() ? new Not(normal(argument, where)) : normal(argument, where.negation());
  }

  private Condition field(String name, Value argument, Where where) {
    if (!name.startsWith("$")) {
      return normal(argument, where.below(name));
    }
    Optional<Within.Quantifier> quantifier = Within.Quantifier.of(name);
    if (quantifier.isEmpty()) {
      return at(where, terminals.read(name, argument));
    }
    if (!(argument instanceof Value.Members)) {
      throw Terminals.badArgument(name, argument);
    }
    return at(where, new Within(quantifier.get(), normal(argument, PART)));
  }

  private static Condition at(Where where, Condition condition) {
    return new At(FieldPath.parse(where.path()), where.negated() ? condition.negated() : condition);
  }
}
