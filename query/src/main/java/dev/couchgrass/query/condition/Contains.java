package dev.couchgrass.query.condition;

import dev.couchgrass.query.value.Value;
import dev.couchgrass.query.value.ValueOrder;
import java.util.List;

/**
 * The value is an array that has each of these among its elements, spelled as here; or that is the
 * one array here. With none, never, as CouchDB has it.
 */
public record Contains(List<Value> values) implements Condition {
  public Contains {
    values = List.copyOf(values);
  }

  @Override
  public boolean test(Value value, ValueOrder order) {
    if (values.isEmpty() || !(value instanceof Value.Array array)) {
      return false;
    }
    return array.elements().containsAll(values) || isTheArray(array);
  }

  private boolean isTheArray(Value.Array array) {
    return values.size() == 1
        && values.get(0) instanceof Value.Array
        && ValueOrder.TERMS.compare(values.get(0), array) == 0;
  }

  @Override
  public Value toValue() {
    return Value.Members.of("$all", new Value.Array(values));
  }
}
