package dev.couchgrass.instance.secret;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.NumberValue;
import dev.couchgrass.core.crdt.TextValue;
import dev.couchgrass.core.crdt.Value;
import java.util.Optional;

/**
 * The members that a document has to have.
 *
 * <p>Whether it has others, and whether each is spelt as we spell it, is left to {@link
 * #requireCanonical}.
 *
 * @param message what is said if one of them is missing or malformed
 */
record DocFields(Doc doc, String message) {
  String text(String name) {
    return read(name, TextValue.class).value();
  }

  byte[] bytes(String name) {
    return Base64Text.decode(text(name)).orElseThrow(this::malformed);
  }

  int number(String name) {
    long number = read(name, NumberValue.class).asLong().orElseThrow(this::malformed);
    if (number != (int) number) {
      throw malformed();
    }
    return (int) number;
  }

  DocFields fields(String name) {
    return new DocFields(read(name, Doc.class), message);
  }

  private <T extends Value> T read(String name, Class<T> kind) {
    Optional<Value> value = doc.get(name);
    return value.filter(kind::isInstance).map(kind::cast).orElseThrow(this::malformed);
  }

  /**
   * Requires that a document is exactly the one that is written for what was read of it.
   *
   * @throws InvalidInputException if not
   */
  void requireCanonical(Doc written) {
    if (!doc.equals(written)) {
      throw malformed();
    }
  }

  InvalidInputException malformed() {
    return new InvalidInputException(Problem.BAD_REQUEST, message);
  }
}
