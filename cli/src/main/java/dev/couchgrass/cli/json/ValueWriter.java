package dev.couchgrass.cli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.couchgrass.core.crdt.BoolValue;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.DocList;
import dev.couchgrass.core.crdt.NumberValue;
import dev.couchgrass.core.crdt.TextValue;
import dev.couchgrass.core.crdt.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;

/** Writes a value that merges as JSON, on one line: what is there, and not how it came about. */
public final class ValueWriter {
  private static final JsonFactory FACTORY = new JsonFactory();

  private ValueWriter() {}

  /** The value as JSON. */
  public static String text(Value value) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(value, json);
    }
    return text.toString();
  }

  private static void write(Value value, JsonGenerator json) throws IOException {
    if (value instanceof Doc doc) {
      json.writeStartObject();
      for (Map.Entry<String, Value> member : doc.toMap().entrySet()) {
        json.writeFieldName(member.getKey());
        write(member.getValue(), json);
      }
      json.writeEndObject();
    } else if (value instanceof DocList list) {
      json.writeStartArray();
      for (Value element : list.toList()) {
        write(element, json);
      }
      json.writeEndArray();
    } else if (value instanceof TextValue text) {
      json.writeString(text.value());
    } else if (value instanceof NumberValue number) {
      json.writeNumber(number.json());
    } else if (value instanceof BoolValue flag) {
      json.writeBoolean(flag.value());
    } else {
      json.writeNull();
    }
  }
}
