package dev.couchgrass.core.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Reads a JSON text from front to back, value by value, without a tree.
 *
 * <pre>{@code
 * reader.enterObject();
 * while (reader.nextMember()) {
 *   switch (reader.name()) {
 *     case "id" -> id = reader.readString();
 *     default -> reader.skip();
 *   }
 * }
 * reader.finish();
 * }</pre>
 *
 * <p>Jackson finds the tokens. As strict as CouchDB: malformed JSON or UTF-8, half a surrogate
 * pair, or a number beyond a double's range is refused as {@link Problem#BAD_REQUEST} "invalid
 * UTF-8 JSON"; what exceeds the limits as {@link Problem#TOO_LARGE}. So is a value of another kind
 * than the one asked for: look with {@link #peek} first. Members with equal names are all given, in
 * their order. Not for use by two threads at once.
 */
public final class JsonReader {
  /** What a value is. */
  public enum Kind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    TRUE,
    FALSE,
    NULL
  }

  private final byte[] in;
  private final JsonLimits limits;
  private final JsonTokens tokens;

  /** Whether the current token is the next value's first, still unread; else it precedes that. */
  private boolean atValue;

  /**
   * Reads {@code length} bytes from {@code offset}, which are not copied.
   *
   * @throws InvalidInputException if they are not UTF-8
   */
  public JsonReader(byte[] in, int offset, int length, JsonLimits limits) {
    this(in, offset, length, limits, false);
  }

  private JsonReader(byte[] in, int offset, int length, JsonLimits limits, boolean checked) {
    Objects.checkFromIndexSize(offset, length, in.length);
    if (!checked) {
      TextCheck.check(in, offset, offset + length);
    }
    this.in = in;
    this.limits = limits;
    this.tokens = new JsonTokens(in, offset, offset + length, limits);
  }

  /** Reads what such a reader, with whatever limits, has read before. */
  static JsonReader again(byte[] in, int from, int to, JsonLimits limits) {
    return new JsonReader(in, from, to - from, limits, true);
  }

  /** What the next value is, by its first token. */
  public Kind peek() {
    return switch (value()) {
      case START_OBJECT -> Kind.OBJECT;
      case START_ARRAY -> Kind.ARRAY;
      case VALUE_STRING -> Kind.STRING;
      case VALUE_TRUE -> Kind.TRUE;
      case VALUE_FALSE -> Kind.FALSE;
      case VALUE_NULL -> Kind.NULL;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
      default -> throw JsonTokens.malformed();
    };
  }

  private JsonToken value() {
    if (atValue) {
      return tokens.current();
    }
    atValue = true;
    return tokens.next();
  }

  /** Steps into an object; {@link #nextMember} steps to its first member. */
  public void enterObject() {
    take(Kind.OBJECT);
  }

  /** Steps into an array; {@link #nextElement} steps to its first element. */
  public void enterArray() {
    take(Kind.ARRAY);
  }

  /** Makes the current token one that is read. */
  void take(Kind kind) {
    if (peek() != kind) {
      throw JsonTokens.malformed();
    }
    atValue = false;
  }

  /** Steps to the value of the next member, whose name is then {@link #name}; or out, if none. */
  public boolean nextMember() {
    return tokens.next() == JsonToken.FIELD_NAME;
  }

  /** Steps to the next element; or out, if there is none. */
  public boolean nextElement() {
    atValue = tokens.next() != JsonToken.END_ARRAY;
    return atValue;
  }

  /** The name of the member at whose value this stands, while nothing of the value is read. */
  public String name() {
    return tokens.name();
  }

  /** Whether the name of the member at whose value this stands begins with an underscore. */
  public boolean nameIsSpecial() {
    return name().startsWith("_");
  }

  /** Reads a string. */
  public String readString() {
    take(Kind.STRING);
    return tokens.text();
  }

  /** Reads a string, as its UTF-8 bytes, in a new array. */
  public byte[] readStringBytes() {
    take(Kind.STRING);
    tokens.locate();
    return tokens.textBytes();
  }

  /** Reads {@code true} or {@code false}. */
  public boolean readBoolean() {
    boolean value = peek() == Kind.TRUE;
    take(value ? Kind.TRUE : Kind.FALSE);
    return value;
  }

  /** Reads a number; empty if it has a fraction or an exponent, or does not fit. */
  public OptionalLong readInteger() {
    take(Kind.NUMBER);
    return tokens.integer();
  }

  /**
   * Reads a number as CouchDB does: exactly if it is an integer, as a {@link Long} or, if it does
   * not fit, a {@link java.math.BigInteger}; as the nearest {@link Double} if it has a fraction or
   * an exponent. Two spellings of one such number make the same revision.
   */
  public Number readNumber() {
    take(Kind.NUMBER);
    return tokens.number();
  }

  /** Reads a number, as it is spelt. */
  public String readNumberText() {
    take(Kind.NUMBER);
    return tokens.text();
  }

  /** Reads a value of any kind, and checks it. */
  public void skip() {
    JsonToken token = value();
    atValue = false;
    int open = 0;
    while (true) {
      if (token.isStructStart()) {
        open++;
      } else if (token.isStructEnd()) {
        open--;
      }
      if (open == 0) {
        return;
      }
      token = tokens.next();
    }
  }

  /** Steps over a value of any kind, to read it later, once this has read the text to its end. */
  public JsonSlice slice() {
    value();
    tokens.locate();
    int from = tokens.start();
    skip();
    tokens.locate();
    return new JsonSlice(in, from, tokens.stop(), limits);
  }

  /** Requires that nothing but white space follows. */
  public void finish() {
    if (tokens.nextOrEnd() != null) {
      throw JsonTokens.malformed();
    }
  }

  /** The tokens, for the one that copies them. */
  JsonTokens tokens() {
    return tokens;
  }
}
