package dev.couchgrass.query.condition;

import dev.couchgrass.query.value.Value;
import dev.couchgrass.query.value.ValueOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the value holds meets a condition. Where it holds nothing, it never does. */
public record Within(Quantifier quantifier, Condition condition) implements Condition {
  /** What a value holds, and how many of it have to meet the condition. */
  public enum Quantifier {
    /** Some element of an array. */
    SOME_ELEMENT("$elemMatch"),
    /** Every element of an array. */
    EVERY_ELEMENT("$allMatch"),
    /** Some name of an object's members. */
    SOME_NAME("$keyMapMatch");

    private final String word;

    Quantifier(String word) {
      this.word = word;
    }

    /** The one that is written so. */
    public static Optional<Quantifier> of(String word) {
      return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    private List<Value> parts(Value value) {
      if (this == SOME_NAME) {
        return value instanceof Value.Members object
            ? object.members().keySet().stream().<Value>map(Value.Text::new).toList()
            : List.of();
      }
      return value instanceof Value.Array array ? array.elements() : List.of();
    }
  }

  @Override
  public boolean test(Value value, ValueOrder order) {
    List<Value> parts = quantifier.parts(value);
    return quantifier == Quantifier.EVERY_ELEMENT
        ? !parts.isEmpty() && parts.stream().allMatch(part -> condition.test(part, order))
        : parts.stream().anyMatch(part -> condition.test(part, order));
  }

  @Override
  public Value toValue() {
    return Value.Members.of(quantifier.word, condition.toValue());
  }
}
