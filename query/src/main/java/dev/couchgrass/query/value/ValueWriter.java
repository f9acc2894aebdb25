package dev.couchgrass.query.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Map;

/** Writes values as JSON, each in one way only. */
public final class ValueWriter {
  private static final JsonFactory FACTORY = new JsonFactory();

  private ValueWriter() {}

  /** The value as JSON, without white space. */
  public static String write(Value value) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      write(value, json);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory can't be written to", e);
    }
    return out.toString();
  }

  private static void write(Value value, JsonGenerator json) throws IOException {
    if (value instanceof Value.Members object) {
      json.writeStartObject();
      for (Map.Entry<String, Value> member : object.members().entrySet()) {
        json.writeFieldName(member.getKey());
        write(member.getValue(), json);
      }
      json.writeEndObject();
    } else if (value instanceof Value.Array array) {
      json.writeStartArray();
      for (Value element : array.elements()) {
        write(element, json);
      }
      json.writeEndArray();
    } else if (value instanceof Value.Text text) {
      json.writeString(text.text());
    } else if (value instanceof Value.Numeric numeric) {
      write(numeric.number(), json);
    } else if (value == Value.Atom.NULL) {
      json.writeNull();
    } else {
      json.writeBoolean(value == Value.Atom.TRUE);
    }
  }

  private static void write(Number number, JsonGenerator json) throws IOException {
    if (number instanceof BigInteger big) {
      json.writeNumber(big);
    } else if (number instanceof Double real) {
      json.writeNumber(real);
    } else {
      json.writeNumber(number.longValue());
    }
  }
}
