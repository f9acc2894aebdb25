package dev.couchgrass.query.condition;

import dev.couchgrass.query.value.Value;
import dev.couchgrass.query.value.ValueOrder;
import java.util.List;

/**
 * The value, or an element of it if it is an array, is among these; or not.
 *
 * @param wanted whether it shall be
 */
public record Among(List<Value> values, boolean wanted) implements Condition {
  public Among {
    values = List.copyOf(values);
  }

  @Override
  public boolean test(Value value, ValueOrder order) {
    List<Value> candidates = value instanceof Value.Array array ? array.elements() : List.of(value);
    return wanted == candidates.stream().anyMatch(candidate -> holds(candidate, order));
  }

  private boolean holds(Value candidate, ValueOrder order) {
    for (Value value : values) {
      if (order.compare(candidate, value) == 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Value toValue() {
    return Value.Members.of(wanted ? "$in" : "$nin", new Value.Array(values));
  }

  @Override
  public Condition negated() {
    return new Among(values, !wanted);
  }
}
