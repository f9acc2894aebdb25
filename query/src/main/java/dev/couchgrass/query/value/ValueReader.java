package dev.couchgrass.query.value;

import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.json.JsonLimits;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.json.JsonReader.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reads values. */
public final class ValueReader {
  /** For bodies, which were read under limits of their own before. */
  private static final JsonLimits READ_BEFORE = new JsonLimits(2_000, 100_000);

  private ValueReader() {}

  /** The members of a body that are wanted; others are passed over, and cost little. */
  public static Map<String, Value> members(JsonBody body, Predicate<String> wanted) {
    byte[] json = body.bytes();
    JsonReader reader = new JsonReader(json, 0, json.length, READ_BEFORE);
    Map<String, Value> members = members(reader, wanted);
    reader.finish();
    return members;
  }

  private static Map<String, Value> members(JsonReader reader, Predicate<String> wanted) {
    Map<String, Value> members = new LinkedHashMap<>();
    reader.enterObject();
    while (reader.nextMember()) {
      String name = reader.name();
      if (wanted.test(name)) {
        members.put(name, read(reader));
      } else {
        reader.skip();
      }
    }
    return members;
  }

  /** Reads the next value. */
  private static Value read(JsonReader reader) {
    Kind kind = reader.peek();
    return switch (kind) {
      case OBJECT -> new Value.Members(members(reader, name -> true));
      case ARRAY -> array(reader);
      case STRING -> new Value.Text(reader.readString());
      case NUMBER -> new Value.Numeric(reader.readNumber());
      case TRUE, FALSE -> Value.Atom.of(reader.readBoolean());
      case NULL -> {
        reader.skip();
        yield Value.Atom.NULL;
      }
    };
  }

  private static Value array(JsonReader reader) {
    List<Value> elements = new ArrayList<>();
    reader.enterArray();
    while (reader.nextElement()) {
      elements.add(read(reader));
    }
    return new Value.Array(elements);
  }
}
