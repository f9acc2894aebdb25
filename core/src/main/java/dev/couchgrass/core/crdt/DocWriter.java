package dev.couchgrass.core.crdt;

import dev.couchgrass.core.encoding.ByteSink;
import java.nio.charset.StandardCharsets;

/**
 * Writes documents as JSON, without white space, names in the order of their UTF-16 units, and
 * texts with no escape but the needed ones: as RFC 8785 says. Numbers, which that would round, are
 * as they were given.
 */
final class DocWriter {
  private static final byte[] HEX_DIGITS = ascii("0123456789abcdef");

  private final ByteSink out;

  DocWriter(ByteSink out) {
    this.out = out;
  }

  static String text(Value value) {
    ByteSink out = new ByteSink(64);
    new DocWriter(out).value(value);
    return new String(out.array(), 0, out.size(), StandardCharsets.UTF_8);
  }

  void document(Doc document) {
    out.put(ascii("[" + DocEncoding.VERSION + ","));
    value(document);
    out.put(']');
  }

  private void value(Value value) {
    if (value instanceof Doc document) {
      doc(document);
    } else if (value instanceof DocList list) {
      list(list);
    } else if (value instanceof TextValue text) {
      text(text.value());
    } else if (value instanceof NumberValue number) {
      out.put(ascii(number.json()));
    } else if (value instanceof BoolValue bool) {
      out.put(ascii(Boolean.toString(bool.value())));
    } else if (value == NullValue.NULL) {
      out.put(ascii("null"));
    } else {
      open(DocEncoding.DELETED);
      out.put(']');
    }
  }

  private void open(String kind) {
    out.put('[');
    text(kind);
  }

  private void doc(Doc document) {
    if (document.isAtomic()) {
      open(DocEncoding.ATOMIC);
      out.put(',');
    }
    out.put('{');
    Members<String> members = document.members();
    for (int i = 0; i < members.size(); i++) {
      if (i > 0) {
        out.put(',');
      }
      text(members.key(i));
      out.put(':');
      value(members.value(i));
    }
    out.put('}');
    if (document.isAtomic()) {
      out.put(']');
    }
  }

  private void list(DocList list) {
    open(list.isAtomic() ? DocEncoding.ATOMIC_LIST : DocEncoding.LIST);
    Members<Position> elements = list.elements();
    for (int i = 0; i < elements.size(); i++) {
      out.put(',');
      open(elements.key(i).id().toString());
      out.put(',');
      text(elements.key(i).after().toString());
      out.put(',');
      value(elements.value(i));
      out.put(']');
    }
    out.put(']');
  }

  private void text(String text) {
    out.put('"');
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b == '"' || b == '\\') {
        out.put('\\');
        out.put(b);
      } else if (b >= 0 && b < ' ') {
        control(b);
      } else {
        out.put(b);
      }
    }
    out.put('"');
  }

  private void control(byte b) {
    out.put('\\');
    switch (b) {
      case '\b' -> out.put('b');
      case '\t' -> out.put('t');
      case '\n' -> out.put('n');
      case '\f' -> out.put('f');
      case '\r' -> out.put('r');
      default -> {
        out.put(ascii("u00"));
        out.put(HEX_DIGITS[b >> 4]);
        out.put(HEX_DIGITS[b & 0xf]);
      }
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
