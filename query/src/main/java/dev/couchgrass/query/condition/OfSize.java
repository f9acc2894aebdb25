package dev.couchgrass.query.condition;

import dev.couchgrass.query.value.Value;
import dev.couchgrass.query.value.ValueOrder;
import java.math.BigInteger;

/** The value is an array with so many elements. */
public record OfSize(Value.Numeric size) implements Condition {
  @Override
  public boolean test(Value value, ValueOrder order) {
    return value instanceof Value.Array array
        && BigInteger.valueOf(array.elements().size()).equals(size.exact());
  }

  @Override
  public Value toValue() {
    return Value.Members.of("$size", size);
  }
}
