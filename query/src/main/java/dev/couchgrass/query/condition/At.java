package dev.couchgrass.query.condition;

import dev.couchgrass.query.value.Value;
import dev.couchgrass.query.value.ValueOrder;

/**
 * The value in a field meets a condition. A field that is not there meets none, not even a negated
 * one, but that it shall not be there.
 */
public record At(FieldPath path, Condition condition) implements Condition {
  @Override
  public boolean test(Value value, ValueOrder order) {
    FieldPath.Lookup found = path.find(value);
    if (found.value().isEmpty()) {
      return found.absent() && condition.equals(Exists.NO);
    }
    // Once below an id, Erlang's order stays, whatever stands there.
    return condition.test(found.value().get(), path.isId() ? ValueOrder.TERMS : order);
  }

  @Override
  public Value toValue() {
    return path.isEmpty()
        ? condition.toValue()
        : Value.Members.of(path.text(), condition.toValue());
  }

  @Override
  public Condition negated() {
    return new At(path, condition.negated());
  }
}
