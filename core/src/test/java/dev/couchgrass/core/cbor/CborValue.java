package dev.couchgrass.core.cbor;

import dev.couchgrass.core.cbor.CborReader.Kind;
import dev.couchgrass.core.hash.Cid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Any value as a tree of Java's: null is an empty {@link Optional}. */
public final class CborValue {
  public static final int MAX_DEPTH = 32;

  private CborValue() {}

  public static Object decode(byte[] bytes) {
    CborReader reader = new CborReader(bytes, MAX_DEPTH);
    Object value = read(reader);
    reader.finish();
    return value;
  }

  private static Object read(CborReader reader) {
    Kind kind = reader.peek();
    return switch (kind) {
      case INTEGER -> reader.readInteger();
      case BYTES -> reader.readBytes();
      case TEXT -> reader.readText();
      case LINK -> reader.readLink();
      case BOOLEAN -> reader.readBoolean();
      case REAL -> reader.readReal();
      case NULL -> {
        reader.readNull();
        yield Optional.empty();
      }
      case LIST -> {
        List<Object> list = new ArrayList<>();
        reader.enterList();
        while (reader.nextElement()) {
          list.add(read(reader));
        }
        yield list;
      }
      case MAP -> {
        Map<String, Object> map = new TreeMap<>(CborWriter.NAME_ORDER);
        reader.enterMap();
        while (reader.nextMember()) {
          map.put(reader.name(), read(reader));
        }
        yield map;
      }
    };
  }

  public static byte[] encode(Object value) {
    CborWriter out = new CborWriter();
    write(out, value);
    return out.toByteArray();
  }

  private static void write(CborWriter out, Object value) {
    if (value instanceof Long integer) {
      out.integer(integer);
    } else if (value instanceof byte[] bytes) {
      out.bytes(bytes);
    } else if (value instanceof String text) {
      out.text(text);
    } else if (value instanceof Cid link) {
      out.link(link);
    } else if (value instanceof Boolean bool) {
      out.bool(bool);
    } else if (value instanceof Double real) {
      out.real(real);
    } else if (value instanceof List<?> list) {
      out.beginList(list.size());
      list.forEach(element -> write(out, element));
    } else if (value instanceof Map<?, ?> map) {
      writeMap(out, map);
    } else if (value instanceof Optional<?>) {
      out.nil();
    } else {
      throw new IllegalArgumentException("No value: " + value);
    }
  }

  private static void writeMap(CborWriter out, Map<?, ?> map) {
    Map<String, Object> ordered = new TreeMap<>(CborWriter.NAME_ORDER);
    map.forEach((name, member) -> ordered.put((String) name, member));
    out.beginMap(ordered.size());
    ordered.forEach((name, member) -> write(out.name(name), member));
  }
}
