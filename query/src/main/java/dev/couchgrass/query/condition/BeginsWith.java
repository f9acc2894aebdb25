package dev.couchgrass.query.condition;

import dev.couchgrass.query.value.Value;
import dev.couchgrass.query.value.ValueOrder;

/** The value is a string that begins so, character for character. */
public record BeginsWith(String prefix) implements Condition {
  @Override
  public boolean test(Value value, ValueOrder order) {
    return value instanceof Value.Text text && text.text().startsWith(prefix);
  }

  @Override
  public Value toValue() {
    return Value.Members.of("$beginsWith", new Value.Text(prefix));
  }
}
