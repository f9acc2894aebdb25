package dev.couchgrass.query.condition;

import dev.couchgrass.query.value.Value;
import dev.couchgrass.query.value.ValueOrder;

/** The value is of this type; of an unknown one, none is. */
public record OfType(String type) implements Condition {
  @Override
  public boolean test(Value value, ValueOrder order) {
    return value.type().equals(type);
  }

  @Override
  public Value toValue() {
    return Value.Members.of("$type", new Value.Text(type));
  }
}
