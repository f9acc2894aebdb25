package dev.couchgrass.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The smallest honest model: maps and lists, a repeated name moved to the end, and the term written
 * from those as the specification says. Numbers keep their text, in a {@link NumberText}.
 */
final class NaiveJson {
  /** A number as it was written. */
  record NumberText(String text) {}

  private final JsonParser parser;

  NaiveJson(byte[] json) throws IOException {
    parser = new JsonFactory().createParser(json);
    parser.nextToken();
  }

  @Nullable Object read() throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          Object value = read();
          members.remove(name);
          members.put(name, value);
        }
        yield members;
      }
      case START_ARRAY -> {
        List<@Nullable Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(read());
        }
        yield elements;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new NumberText(parser.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  static void writeTerm(@Nullable Object value, MessageDigest digest) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(value, new DataOutputStream(bytes));
    digest.update(bytes.toByteArray());
  }

  private static void write(@Nullable Object value, DataOutputStream out) throws IOException {
    if (value instanceof Map<?, ?> members) {
      out.writeShort(104 << 8 | 1);
      if (!members.isEmpty()) {
        out.writeByte(108);
        out.writeInt(members.size());
      }
      for (Map.Entry<?, ?> member : members.entrySet()) {
        out.writeShort(104 << 8 | 2);
        write(member.getKey(), out);
        write(member.getValue(), out);
      }
      out.writeByte(106);
    } else if (value instanceof List<?> elements) {
      writeList(elements, out);
    } else if (value instanceof String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      out.writeByte(109);
      out.writeInt(utf8.length);
      out.write(utf8);
    } else if (value instanceof NumberText number) {
      writeNumber(number.text(), out);
    } else {
      out.writeByte(100);
      out.writeUTF(String.valueOf(value));
    }
  }

  private static void writeList(List<?> elements, DataOutputStream out) throws IOException {
    if (elements.isEmpty()) {
      out.writeByte(106);
    } else if (elements.size() <= 65_535 && elements.stream().allMatch(NaiveJson::isByte)) {
      out.writeByte(107);
      out.writeShort(elements.size());
      for (Object element : elements) {
        out.writeByte(Integer.parseInt(((NumberText) element).text()));
      }
    } else {
      out.writeByte(108);
      out.writeInt(elements.size());
      for (Object element : elements) {
        write(element, out);
      }
      out.writeByte(106);
    }
  }

  private static boolean isByte(@Nullable Object value) {
    return value instanceof NumberText number
        && number.text().matches("-0|[0-9]{1,3}")
        && Integer.parseInt(number.text()) <= 255;
  }

  private static void writeNumber(String text, DataOutputStream out) throws IOException {
    if (!text.matches("-?[0-9]+")) {
      out.writeByte(70);
      out.writeDouble(Double.parseDouble(text));
      return;
    }
    BigInteger value = new BigInteger(text);
    if (value.signum() >= 0 && value.bitLength() <= 8) {
      out.writeByte(97);
      out.writeByte(value.intValue());
    } else if (value.bitLength() <= 31) {
      out.writeByte(98);
      out.writeInt(value.intValue());
    } else {
      int length = (value.abs().bitLength() + 7) / 8;
      out.writeByte(110);
      out.writeByte(length);
      out.writeByte(value.signum() < 0 ? 1 : 0);
      for (int i = 0; i < length; i++) {
        out.writeByte(value.abs().shiftRight(8 * i).intValue());
      }
    }
  }
}
