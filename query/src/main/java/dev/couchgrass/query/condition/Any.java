package dev.couchgrass.query.condition;

import dev.couchgrass.query.value.Value;
import dev.couchgrass.query.value.ValueOrder;
import java.util.List;

/** One of these is met; with none, always, as CouchDB has it. */
public record Any(List<Condition> conditions) implements Condition {
  public Any {
    conditions = List.copyOf(conditions);
  }

  @Override
  public boolean test(Value value, ValueOrder order) {
    for (Condition condition : conditions) {
      if (condition.test(value, order)) {
        return true;
      }
    }
    return conditions.isEmpty();
  }

  @Override
  public Value toValue() {
    return Value.Members.of(
        "$or", new Value.Array(conditions.stream().map(Condition::toValue).toList()));
  }
}
