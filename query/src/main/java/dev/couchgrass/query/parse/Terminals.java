package dev.couchgrass.query.parse;

import com.google.re2j.PatternSyntaxException;
import dev.couchgrass.query.condition.Among;
import dev.couchgrass.query.condition.BeginsWith;
import dev.couchgrass.query.condition.Comparison;
import dev.couchgrass.query.condition.Condition;
import dev.couchgrass.query.condition.Contains;
import dev.couchgrass.query.condition.Exists;
import dev.couchgrass.query.condition.Matches;
import dev.couchgrass.query.condition.OfSize;
import dev.couchgrass.query.condition.OfType;
import dev.couchgrass.query.condition.Remainder;
import dev.couchgrass.query.error.InvalidSelectorException;
import dev.couchgrass.query.error.InvalidSelectorException.Problem;
import dev.couchgrass.query.options.SelectorLimits;
import dev.couchgrass.query.value.Value;
import dev.couchgrass.query.value.ValueWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the operators below which no other stands. */
final class Terminals {
  /** Known to CouchDB, but they need more than the document: an index, or a program. */
  private static final Set<String> UNSUPPORTED =
      Set.of("$where", "$geoWithin", "$geoIntersects", "$near", "$nearSphere", "$text");

  /** By how much more than allowed the first, rough guess at a pattern's size may be. */
  private static final long PATIENCE = 50;

  /** Groups within groups are translated by recursion: more of them need too much stack. */
  private static final int MAX_GROUPS = 200;

  private final SelectorLimits limits;

  Terminals(SelectorLimits limits) {
    this.limits = limits;
  }

  static InvalidSelectorException badArgument(String operator, Value argument) {
    return new InvalidSelectorException(
        Problem.BAD_ARGUMENT, operator + ": " + ValueWriter.write(argument));
  }

  Condition read(String name, Value argument) {
    Optional<Comparison.Operator> comparison = Comparison.Operator.of(name);
    if (comparison.isPresent()) {
      return new Comparison(comparison.get(), argument);
    }
    return switch (name) {
      case "$in" -> new Among(elements(name, argument), true);
      case "$nin" -> new Among(elements(name, argument), false);
      case "$all" -> new Contains(elements(name, argument));
      case "$exists" -> exists(name, argument);
      case "$type" -> new OfType(text(name, argument));
      case "$size" -> size(name, argument);
      case "$mod" -> remainder(name, argument);
      case "$regex" -> pattern(name, argument);
      case "$beginsWith" -> prefix(name, argument);
      default ->
          throw new InvalidSelectorException(
              UNSUPPORTED.contains(name) ? Problem.NOT_SUPPORTED : Problem.INVALID_OPERATOR, name);
    };
  }

  private static List<Value> elements(String name, Value argument) {
    if (argument instanceof Value.Array array) {
      return array.elements();
    }
    throw badArgument(name, argument);
  }

  private static String text(String name, Value argument) {
    if (argument instanceof Value.Text text) {
      return text.text();
    }
    throw badArgument(name, argument);
  }

  private static Condition exists(String name, Value argument) {
    if (argument.type().equals("boolean")) {
      return new Exists(argument == Value.Atom.TRUE);
    }
    throw badArgument(name, argument);
  }

  private static Condition size(String name, Value argument) {
    if (argument instanceof Value.Numeric number
        && number.integer()
        && number.exact().signum() >= 0) {
      return new OfSize(number);
    }
    throw badArgument(name, argument);
  }

  private static Condition remainder(String name, Value argument) {
    if (argument instanceof Value.Array array
        && array.elements().size() == 2
        && array.elements().get(0) instanceof Value.Numeric divisor
        && array.elements().get(1) instanceof Value.Numeric remainder
        && divisor.integer()
        && remainder.integer()
        && divisor.exact().signum() != 0) {
      return new Remainder(divisor, remainder);
    }
    throw badArgument(name, argument);
  }

  private Condition pattern(String name, Value argument) {
    String source = text(name, argument);
    requireWithinLimit(PatternSize.groups(source), MAX_GROUPS);
    requireWithinLimit(PatternSize.most(source), PATIENCE * limits.maxPatternSteps());
    Matches pattern;
    try {
      pattern = Matches.of(source);
    } catch (PatternSyntaxException e) {
      throw badArgument(name, argument);
    }
    requireWithinLimit(pattern.steps(), limits.maxPatternSteps());
    return pattern;
  }

  private static void requireWithinLimit(long steps, long most) {
    if (steps > most) {
      throw new InvalidSelectorException(Problem.TOO_LARGE, "a regular expression");
    }
  }

  /** CouchDB knows the operator with a string only. */
  private static Condition prefix(String name, Value argument) {
    if (argument instanceof Value.Text text) {
      return new BeginsWith(text.text());
    }
    throw new InvalidSelectorException(Problem.INVALID_OPERATOR, name);
  }
}
