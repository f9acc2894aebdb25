package dev.couchgrass.query.condition;

import dev.couchgrass.query.value.Value;
import dev.couchgrass.query.value.ValueOrder;
import java.util.Arrays;
import java.util.Optional;

/** The value stands so to another one, whatever the types of both are. */
public record Comparison(Operator operator, Value operand) implements Condition {
  /** How a value stands to another one. */
  public enum Operator {
    LT("$lt"),
    LTE("$lte"),
    EQ("$eq"),
    NE("$ne"),
    GTE("$gte"),
    GT("$gt");

    private final String word;

    Operator(String word) {
      this.word = word;
    }

    /** The operator that is written so. */
    public static Optional<Operator> of(String word) {
      return Arrays.stream(values()).filter(operator -> operator.word.equals(word)).findFirst();
    }

    private boolean holds(int difference) {
      return switch (this) {
        case LT -> difference < 0;
        case LTE -> difference <= 0;
        case EQ -> difference == 0;
        case NE -> difference != 0;
        case GTE -> difference >= 0;
        case GT -> difference > 0;
      };
    }

    private Operator opposite() {
      return switch (this) {
        case LT -> GTE;
        case LTE -> GT;
        case EQ -> NE;
        case NE -> EQ;
        case GTE -> LT;
        case GT -> LTE;
      };
    }
  }

  @Override
  public boolean test(Value value, ValueOrder order) {
    return operator.holds(order.compare(value, operand));
  }

  @Override
  public Value toValue() {
    return Value.Members.of(operator.word, operand);
  }

  @Override
  public Condition negated() {
    return new Comparison(operator.opposite(), operand);
  }
}
