package dev.couchgrass.query.parse;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.json.JsonLimits;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.query.condition.All;
import dev.couchgrass.query.condition.At;
import dev.couchgrass.query.condition.Condition;
import dev.couchgrass.query.error.InvalidSelectorException;
import dev.couchgrass.query.error.InvalidSelectorException.Problem;
import dev.couchgrass.query.options.SelectorLimits;
import dev.couchgrass.query.value.Value;
import dev.couchgrass.query.value.ValueReader;
import java.util.List;

/** Reads selectors, within limits. */
public final class SelectorReader {
  private SelectorReader() {}

  /**
   * Reads a selector.
   *
   * @throws InvalidSelectorException if it is no selector
   * @throws InvalidInputException if it is no JSON
   */
  public static Condition read(byte[] json, SelectorLimits limits) {
    if (json.length > limits.maxBytes()) {
      throw new InvalidSelectorException(Problem.TOO_LARGE, "too many bytes");
    }
    Value.Members selector = members(json, limits);
    if (selector.members().isEmpty()) {
      return All.OF_NONE;
    }
    Condition condition = new Normalizer(limits).normal(selector);
    if (hasNoField(condition)) {
      throw new InvalidSelectorException(Problem.NO_FIELD, "");
    }
    Condition simple = Simplification.of(condition);
    // Where several stood it was no mistake, and has to stay readable.
    return hasNoField(simple) ? new All(List.of(simple)) : simple;
  }

  private static boolean hasNoField(Condition condition) {
    return condition instanceof At at && at.path().isEmpty();
  }

  private static Value.Members members(byte[] json, SelectorLimits limits) {
    JsonLimits depth = JsonLimits.DEFAULTS.withMaxDepth(limits.maxDepth());
    JsonReader reader = new JsonReader(json, 0, json.length, depth);
    if (reader.peek() != JsonReader.Kind.OBJECT) {
      throw new InvalidSelectorException(Problem.NO_OBJECT, "");
    }
    return new Value.Members(ValueReader.members(JsonBody.parse(json, depth), name -> true));
  }
}
