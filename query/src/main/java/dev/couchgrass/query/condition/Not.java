package dev.couchgrass.query.condition;

import dev.couchgrass.query.value.Value;
import dev.couchgrass.query.value.ValueOrder;

/** This is not met. */
public record Not(Condition condition) implements Condition {
  @Override
  public boolean test(Value value, ValueOrder order) {
    return !condition.test(value, order);
  }

  @Override
  public Value toValue() {
    return Value.Members.of("$not", condition.toValue());
  }

  @Override
  public Condition negated() {
    return condition;
  }
}
