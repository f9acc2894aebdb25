package dev.couchgrass.query.condition;

import dev.couchgrass.query.value.Value;
import dev.couchgrass.query.value.ValueOrder;

/** What is asked of a value. Equal conditions are written equally. */
public interface Condition {
  /**
   * Whether a value, which is there, meets it.
   *
   * @param order in which values are compared
   */
  boolean test(Value value, ValueOrder order);

  /** The selector that says the same. */
  Value toValue();

  /** What is met by just those values that do not meet this. */
  default Condition negated() {
    return new Not(this);
  }
}
