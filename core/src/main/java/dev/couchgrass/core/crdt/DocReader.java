package dev.couchgrass.core.crdt;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.json.JsonLimits;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.json.JsonReader.Kind;
import java.util.Arrays;
import java.util.OptionalLong;

/** Reads what {@link DocWriter} writes, and nothing else. */
final class DocReader {
  private final JsonReader in;

  private DocReader(JsonReader in) {
    this.in = in;
  }

  /**
   * Reads a document.
   *
   * @throws InvalidInputException if the bytes are not its canonical ones, or beyond a limit
   */
  static Doc read(byte[] bytes) {
    DocEncoding.requireShort(bytes.length);
    JsonReader in = new JsonReader(bytes, 0, bytes.length, JsonLimits.DEFAULTS);
    Doc document = new DocReader(in).document();
    in.finish();
    // Catches white space and escapes that are not needed; the rest is refused in words of its own.
    if (!Arrays.equals(bytes, DocEncoding.encode(document))) {
      throw malformed("A document is not in its canonical form");
    }
    return document;
  }

  private static InvalidInputException malformed(String message) {
    return malformed(message, "");
  }

  private static InvalidInputException malformed(String message, String detail) {
    return new InvalidInputException(Problem.BAD_REQUEST, message, detail);
  }

  private Doc document() {
    enterArray("A document must be an array of a version and an object");
    requireElement();
    require(Kind.NUMBER, "A document's version must be a number");
    OptionalLong version = in.readInteger();
    if (version.isEmpty() || version.getAsLong() != DocEncoding.VERSION) {
      throw malformed("A document has an unknown version");
    }
    requireElement();
    if (value() instanceof Doc document) {
      requireEnd();
      return document;
    }
    throw malformed("A document must be an object");
  }

  private Value value() {
    return switch (in.peek()) {
      case OBJECT -> doc();
      case ARRAY -> marked();
      case STRING -> new TextValue(in.readString());
      case NUMBER -> new NumberValue(in.readNumberText());
      case TRUE, FALSE -> new BoolValue(in.readBoolean());
      case NULL -> {
        in.skip();
        yield NullValue.NULL;
      }
    };
  }

  private Doc doc() {
    in.enterObject();
    Members.Builder<String> members = new Members.Builder<>();
    while (in.nextMember()) {
      String name = in.name();
      if (!members.ascendsTo(name)) {
        throw malformed("A document has a name twice, or not in order: ", name);
      }
      members.add(name, value());
    }
    return new Doc(members.build(), false);
  }

  /** What is written as an array that begins with its kind. */
  private Value marked() {
    in.enterArray();
    requireElement();
    require(Kind.STRING, "An array must begin with its kind");
    String kind = in.readString();
    return switch (kind) {
      case DocEncoding.DELETED -> {
        requireEnd();
        yield Tombstone.TOMBSTONE;
      }
      case DocEncoding.ATOMIC -> atomic();
      case DocEncoding.LIST -> list();
      case DocEncoding.ATOMIC_LIST -> list().atomic();
      default -> throw malformed("An array is of an unknown kind: ", kind);
    };
  }

  private Doc atomic() {
    requireElement();
    require(Kind.OBJECT, "What is atomic must be an object");
    Doc document = doc();
    requireEnd();
    return document.atomic();
  }

  private DocList list() {
    Members.Builder<Position> elements = new Members.Builder<>();
    while (in.nextElement()) {
      enterArray("A list's element must be an array");
      Position position = new Position(elementId(), elementId());
      if (!elements.ascendsTo(position)) {
        throw malformed("A list has an element twice, or not in order: ", position.id().toString());
      }
      requireElement();
      elements.add(position, value());
      requireEnd();
    }
    return new DocList(elements.build(), false);
  }

  private ElementId elementId() {
    requireElement();
    require(Kind.STRING, "The id of a list's element must be a string");
    return ElementId.parse(in.readString());
  }

  private void enterArray(String message) {
    require(Kind.ARRAY, message);
    in.enterArray();
  }

  private void require(Kind kind, String message) {
    if (in.peek() != kind) {
      throw malformed(message);
    }
  }

  private void requireElement() {
    if (!in.nextElement()) {
      throw malformed("An array is too short");
    }
  }

  private void requireEnd() {
    if (in.nextElement()) {
      throw malformed("An array is too long");
    }
  }
}
