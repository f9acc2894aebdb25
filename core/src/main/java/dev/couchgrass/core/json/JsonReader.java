package dev.couchgrass.core.json;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
 * <p>As strict as CouchDB: malformed JSON or UTF-8, half a surrogate pair, or a number beyond a
 * double's range is refused as {@link Problem#BAD_REQUEST} "invalid UTF-8 JSON"; what exceeds the
 * limits as {@link Problem#TOO_LARGE}. So is a value of another kind than the one asked for: look
 * with {@link #peek} first. Members with equal names are all given, in their order. Not for use by
 * two threads at once.
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

  private final JsonScanner scanner;
  private final JsonLimits limits;
  private int depth;
  private boolean fresh;

  /** Reads {@code length} bytes from {@code offset}, which are not copied. */
  public JsonReader(byte[] in, int offset, int length, JsonLimits limits) {
    Objects.checkFromIndexSize(offset, length, in.length);
    this.scanner = new JsonScanner(in, offset, offset + length, limits.maxNumberLength());
    this.limits = limits;
  }

  /** Another reader of the same text, which begins at a {@link #position} that this one passed. */
  public JsonReader at(int position) {
    return new JsonReader(scanner.in, position, scanner.end() - position, limits);
  }

  /** Where this stands, as an index of the array that is read. */
  public int position() {
    return scanner.position();
  }

  /** What the next value is, by its first character. */
  public Kind peek() {
    return switch (scanner.peek()) {
      case '{' -> Kind.OBJECT;
      case '[' -> Kind.ARRAY;
      case '"' -> Kind.STRING;
      case 't' -> Kind.TRUE;
      case 'f' -> Kind.FALSE;
      case 'n' -> Kind.NULL;
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Kind.NUMBER;
      default -> throw JsonScanner.malformed();
    };
  }

  /** Steps into an object; {@link #nextMember} steps to its first member. */
  public void enterObject() {
    enter('{');
  }

  /** Steps into an array; {@link #nextElement} steps to its first element. */
  public void enterArray() {
    enter('[');
  }

  private void enter(int bracket) {
    scanner.expect(bracket);
    if (++depth > limits.maxDepth()) {
      throw new InvalidInputException(Problem.TOO_LARGE, "JSON is nested too deeply");
    }
    fresh = true;
  }

  /** Steps to the value of the next member, whose name is then {@link #name}; or out, if none. */
  public boolean nextMember() {
    if (!next('}')) {
      return false;
    }
    if (scanner.peek() != '"') {
      throw JsonScanner.malformed();
    }
    scanner.string();
    scanner.expect(':');
    return true;
  }

  /** Steps to the next element; or out, if there is none. */
  public boolean nextElement() {
    return next(']');
  }

  private boolean next(int bracket) {
    boolean first = fresh;
    fresh = false;
    int b = scanner.peek();
    if (b == bracket) {
      scanner.advance();
      depth--;
      return false;
    }
    if (!first) {
      scanner.expect(',');
    }
    return true;
  }

  /** The name of the member at whose value this stands, while nothing of the value is read. */
  public String name() {
    return text();
  }

  /** Whether the name of the member at whose value this stands begins with an underscore. */
  public boolean nameIsSpecial() {
    return scanner.escaped() ? text().startsWith("_") : scanner.in[scanner.start() + 1] == '_';
  }

  /** Reads a string. */
  public String readString() {
    require(Kind.STRING);
    scanner.string();
    return text();
  }

  /** Reads a string, as its UTF-8 bytes, in a new array. */
  public byte[] readStringBytes() {
    require(Kind.STRING);
    scanner.string();
    return textBytes();
  }

  /** Reads {@code true} or {@code false}. */
  public boolean readBoolean() {
    boolean value = peek() == Kind.TRUE;
    scanner.literal(value ? "true" : "false");
    return value;
  }

  /** Reads a number; empty if it has a fraction or an exponent, or does not fit. */
  public OptionalLong readInteger() {
    require(Kind.NUMBER);
    scanner.number();
    if (scanner.real()) {
      return OptionalLong.empty();
    }
    return Numbers.integer(scanner.in, scanner.start(), scanner.stop());
  }

  private void require(Kind kind) {
    if (peek() != kind) {
      throw JsonScanner.malformed();
    }
  }

  /** Reads a value of any kind, and checks it. */
  public void skip() {
    switch (peek()) {
      case OBJECT -> {
        enterObject();
        while (nextMember()) {
          skip();
        }
      }
      case ARRAY -> {
        enterArray();
        while (nextElement()) {
          skip();
        }
      }
      case STRING -> scanner.string();
      case NUMBER -> scanner.number();
      case TRUE -> scanner.literal("true");
      case FALSE -> scanner.literal("false");
      case NULL -> scanner.literal("null");
    }
  }

  /** Requires that nothing but white space follows. */
  public void finish() {
    if (!scanner.atEnd()) {
      throw JsonScanner.malformed();
    }
  }

  private String text() {
    return new String(textBytes(), StandardCharsets.UTF_8);
  }

  private byte[] textBytes() {
    int from = scanner.start() + 1;
    int to = scanner.stop() - 1;
    return scanner.escaped()
        ? Escapes.decode(scanner.in, from, to)
        : Arrays.copyOfRange(scanner.in, from, to);
  }

  /** The tokens, for the one that copies them. */
  JsonScanner scanner() {
    return scanner;
  }
}
