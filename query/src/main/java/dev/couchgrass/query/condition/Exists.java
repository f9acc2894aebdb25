package dev.couchgrass.query.condition;

import dev.couchgrass.query.value.Value;
import dev.couchgrass.query.value.ValueOrder;

/** The field is there; or not. */
public record Exists(boolean wanted) implements Condition {
  /** It is not there: {@link At} finds that out, as no value does. */
  public static final Exists NO = new Exists(false);

  @Override
  public boolean test(Value value, ValueOrder order) {
    return wanted;
  }

  @Override
  public Value toValue() {
    return Value.Members.of("$exists", Value.Atom.of(wanted));
  }

  @Override
  public Condition negated() {
    return new Exists(!wanted);
  }
}
