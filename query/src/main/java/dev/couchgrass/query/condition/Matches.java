package dev.couchgrass.query.condition;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.couchgrass.query.value.Value;
import dev.couchgrass.query.value.ValueOrder;

/**
 * The value is a string in which a regular expression finds something. CouchDB looks at the bytes
 * of UTF-8: a dot is a byte, and a letter beyond ASCII two or more. So does this, by taking each
 * byte for a character.
 */
public final class Matches implements Condition {
  /**
   * For how many steps at each of how many bytes it looks, at most. CouchDB, too, gives up on what
   * takes too long, and takes it for not found.
   */
  private static final long MAX_WORK = 100_000_000;

  private final String source;
  private final Pattern pattern;

  private Matches(String source, Pattern pattern) {
    this.source = source;
    this.pattern = pattern;
  }

  /**
   * Reads a regular expression.
   *
   * @throws PatternSyntaxException if it is not understood
   */
  public static Matches of(String source) {
    return new Matches(source, Pattern.compile(bytes(source)));
  }

  private static String bytes(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }

  /** Into how many steps it translates. */
  public int steps() {
    return pattern.programSize();
  }

  @Override
  public boolean test(Value value, ValueOrder order) {
    if (!(value instanceof Value.Text text)) {
      return false;
    }
    String bytes = bytes(text.text());
    return (long) bytes.length() * steps() <= MAX_WORK && pattern.matcher(bytes).find();
  }

  @Override
  public Value toValue() {
    return Value.Members.of("$regex", new Value.Text(source));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Matches that && source.equals(that.source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  @Override
  public String toString() {
    return "Matches[" + source + "]";
  }
}
