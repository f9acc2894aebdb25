package dev.couchgrass.core.crdt;

/**
 * What stands at a name of a {@link Doc} or at a place of a {@link DocList}. Immutable.
 *
 * <p>Each value is at once a state and a change: {@link #over} applies it to what was there
 * earlier. That is associative, and defined for any two values, so that changes can be joined in
 * any grouping, as long as their order is kept.
 */
public sealed interface Value permits Scalar, Doc, DocList, Tombstone {
  /** How many documents and lists may stand within each other, on every replica. */
  int MAX_DEPTH = 400;

  /**
   * What becomes of an earlier value when this comes after it.
   *
   * <p>A document joins a document, and a list a list, unless the later one is atomic. Else the
   * later value replaces the earlier one, whatever the two are; a document or list that has
   * replaced something is atomic from then on, for it has to replace what came still earlier, too.
   */
  Value over(Value earlier);

  /** This value, made to replace what is earlier and not to join it. */
  Value atomic();

  /** How many documents and lists stand within each other here: 0 for what is neither. */
  int depth();

  /**
   * A text.
   *
   * @throws dev.couchgrass.core.InvalidInputException if it is not well-formed Unicode
   */
  static TextValue of(String text) {
    return new TextValue(text);
  }

  /** A whole number. */
  static NumberValue of(long number) {
    return NumberValue.of(number);
  }

  /** True or false. */
  static BoolValue of(boolean value) {
    return new BoolValue(value);
  }
}
