package dev.couchgrass.instance.form;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.crdt.BoolValue;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.NumberValue;
import dev.couchgrass.core.crdt.TextValue;
import dev.couchgrass.core.crdt.Value;
import java.util.Optional;

/**
 * The members that a document has to have.
 *
 * <p>Whether it has others, and whether each is spelt as we spell it, is left to {@link
 * #requireCanonical}. What is missing or malformed is an {@link InvalidInputException}.
 *
 * @param message what is said if one of them is missing or malformed
 */
public record DocFields(Doc doc, String message) {
  public String text(String name) {
    return read(name, TextValue.class).value();
  }

  /** A text that may be missing. */
  public Optional<String> optionalText(String name) {
    return doc.get(name).isEmpty() ? Optional.empty() : Optional.of(text(name));
  }

  /** Bytes, as base64. */
  public byte[] bytes(String name) {
    return Base64Text.decode(text(name)).orElseThrow(this::malformed);
  }

  public boolean flag(String name) {
    return read(name, BoolValue.class).value();
  }

  /** A whole number of 64 bits. */
  public long wholeNumber(String name) {
    return read(name, NumberValue.class).asLong().orElseThrow(this::malformed);
  }

  /** A whole number of 32 bits. */
  public int number(String name) {
    long number = wholeNumber(name);
    if (number != (int) number) {
      throw malformed();
    }
    return (int) number;
  }

  public DocFields fields(String name) {
    return new DocFields(document(name), message);
  }

  public Doc document(String name) {
    return read(name, Doc.class);
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
  public void requireCanonical(Doc written) {
    if (!doc.equals(written)) {
      throw malformed();
    }
  }

  public InvalidInputException malformed() {
    return new InvalidInputException(Problem.BAD_REQUEST, message);
  }
}
