package dev.couchgrass.query.condition;

import dev.couchgrass.query.value.Value;
import dev.couchgrass.query.value.ValueOrder;
import java.util.List;

/** The value is an integer that, divided, leaves this; the sign is the value's. */
public record Remainder(Value.Numeric divisor, Value.Numeric remainder) implements Condition {
  @Override
  public boolean test(Value value, ValueOrder order) {
    return value instanceof Value.Numeric number
        && number.integer()
        && number.exact().remainder(divisor.exact()).equals(remainder.exact());
  }

  @Override
  public Value toValue() {
    return Value.Members.of("$mod", new Value.Array(List.of(divisor, remainder)));
  }
}
