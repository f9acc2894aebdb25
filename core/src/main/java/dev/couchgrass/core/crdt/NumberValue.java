package dev.couchgrass.core.crdt;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A number, as its exact JSON text: nothing is rounded, and {@code 1}, {@code 1.0} and {@code 1e0}
 * are three values, as they are in a document's body.
 *
 * <p>At most 1,000 characters; an exponent of at most 9 digits; and with a fraction or an exponent,
 * not beyond a double's range. So a body can hold every number, and {@link #exact} reads it.
 */
public record NumberValue(String json) implements Scalar {
  /** The longest number, in characters. */
  public static final int MAX_LENGTH = 1_000;

  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*+)");
  private static final Pattern OTHER =
      Pattern.compile("-?(0|[1-9][0-9]*+)(\\.[0-9]++)?([eE][+-]?[0-9]{1,9})?");

  /**
   * A number as JSON writes it.
   *
   * @throws InvalidInputException if it is written in another way, or beyond the limits
   */
  public NumberValue {
    if (json.length() > MAX_LENGTH) {
      throw new InvalidInputException(Problem.TOO_LARGE, "A number is too long");
    }
    if (!isInteger(json)) {
      requireOther(json);
    }
  }

  private static boolean isInteger(String json) {
    return INTEGER.matcher(json).matches();
  }

  private static void requireOther(String json) {
    if (!OTHER.matcher(json).matches() || Double.isInfinite(Double.parseDouble(json))) {
      throw new InvalidInputException(
          Problem.BAD_REQUEST, "A number is malformed, or beyond what JSON can hold: ", json);
    }
  }

  /** A whole number. */
  public static NumberValue of(long number) {
    return new NumberValue(Long.toString(number));
  }

  /** A whole number of up to 64 bits without a sign, such as a height. */
  public static NumberValue ofUnsigned(long bits) {
    return new NumberValue(Long.toUnsignedString(bits));
  }

  /**
   * The shortest number that reads as this double again.
   *
   * @throws InvalidInputException if it is infinite or not a number
   */
  public static NumberValue of(double number) {
    return new NumberValue(Double.toString(number));
  }

  /**
   * A whole number.
   *
   * @throws InvalidInputException if it has too many digits
   */
  public static NumberValue of(BigInteger number) {
    return new NumberValue(number.toString());
  }

  /**
   * A decimal number, with all its digits, zeros at the end included.
   *
   * @throws InvalidInputException if it is beyond the limits
   */
  public static NumberValue of(BigDecimal number) {
    return new NumberValue(number.toString());
  }

  /** The number, exactly. */
  public BigDecimal exact() {
    return new BigDecimal(json);
  }

  /** The number; empty if it has a fraction or an exponent, or does not fit. */
  public OptionalLong asLong() {
    if (!isInteger(json)) {
      return OptionalLong.empty();
    }
    BigInteger number = new BigInteger(json);
    return number.bitLength() < Long.SIZE
        ? OptionalLong.of(number.longValue())
        : OptionalLong.empty();
  }

  /** The double nearest to the number. */
  public double nearestDouble() {
    return Double.parseDouble(json);
  }
}
