package dev.couchgrass.core.crdt;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.nio.charset.StandardCharsets;

/** A text, of well-formed Unicode: half a surrogate pair would be lost in UTF-8. */
public record TextValue(String value) implements Scalar {
  /**
   * @throws InvalidInputException if the text is not well-formed Unicode
   */
  public TextValue {
    requireWellFormed(value);
  }

  static void requireWellFormed(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new InvalidInputException(Problem.BAD_REQUEST, "A text must be valid UTF-8");
    }
  }
}
