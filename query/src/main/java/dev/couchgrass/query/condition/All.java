package dev.couchgrass.query.condition;

import dev.couchgrass.query.value.Value;
import dev.couchgrass.query.value.ValueOrder;
import java.util.List;

/** All of these are met; with none, always. */
public record All(List<Condition> conditions) implements Condition {
  /** What everything meets. */
  public static final All OF_NONE = new All(List.of());

  public All {
    conditions = List.copyOf(conditions);
  }

  @Override
  public boolean test(Value value, ValueOrder order) {
    for (Condition condition : conditions) {
      if (!condition.test(value, order)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Value toValue() {
    return Value.Members.of(
        "$and", new Value.Array(conditions.stream().map(Condition::toValue).toList()));
  }
}
