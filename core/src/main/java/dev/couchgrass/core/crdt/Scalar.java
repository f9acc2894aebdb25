package dev.couchgrass.core.crdt;

/** A value without parts: the later of two replaces the earlier, always. */
public sealed interface Scalar extends Value permits NullValue, BoolValue, NumberValue, TextValue {
  @Override
  default Value over(Value earlier) {
    return this;
  }

  @Override
  default Scalar atomic() {
    return this;
  }

  @Override
  default int depth() {
    return 0;
  }
}
