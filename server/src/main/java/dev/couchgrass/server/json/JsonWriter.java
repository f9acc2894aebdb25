package dev.couchgrass.server.json;

import dev.couchgrass.core.json.JsonBody;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Appends JSON text to a growing array; commas are put where they belong.
 *
 * <p>It is for the caller to open and close in pairs and to name members in objects only. Not for
 * use by two threads at once.
 */
public final class JsonWriter {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes;
  private int size;

  public JsonWriter() {
    this(256);
  }

  /**
   * @param capacity how many bytes are expected
   */
  public JsonWriter(int capacity) {
    bytes = new byte[Math.max(capacity, 16)];
  }

  /** Begins an object. */
  public JsonWriter beginObject() {
    separate();
    put('{');
    return this;
  }

  public JsonWriter endObject() {
    put('}');
    return this;
  }

  /** Begins an array. */
  public JsonWriter beginArray() {
    separate();
    put('[');
    return this;
  }

  public JsonWriter endArray() {
    put(']');
    return this;
  }

  /** Names the member whose value comes next. */
  public JsonWriter name(String name) {
    value(name);
    put(':');
    return this;
  }

  /** Writes a string. */
  public JsonWriter value(String value) {
    separate();
    put('"');
    text(value.getBytes(StandardCharsets.UTF_8));
    put('"');
    return this;
  }

  /** Writes an integer. */
  public JsonWriter value(long value) {
    separate();
    return raw(Long.toString(value));
  }

  /** Writes {@code true} or {@code false}. */
  public JsonWriter value(boolean value) {
    separate();
    return raw(value ? "true" : "false");
  }

  /** Writes {@code null}. */
  public JsonWriter nullValue() {
    separate();
    return raw("null");
  }

  /** Writes an object as it is. */
  public JsonWriter value(JsonBody object) {
    return json(object.bytes());
  }

  /** Writes a value that is JSON text already. */
  public JsonWriter json(byte[] value) {
    separate();
    put(value, 0, value.length);
    return this;
  }

  /** Writes bytes as a string of Base64. */
  public JsonWriter base64(byte[] value) {
    separate();
    put('"');
    byte[] encoded = Base64.getEncoder().encode(value);
    put(encoded, 0, encoded.length);
    put('"');
    return this;
  }

  /** Writes the members of an object into the one that is open. */
  public JsonWriter members(JsonBody object) {
    byte[] text = object.bytes();
    if (text.length > 2) {
      separate();
      put(text, 1, text.length - 2);
    }
    return this;
  }

  /** Appends ASCII text between values, such as a line break. */
  public JsonWriter raw(String ascii) {
    byte[] text = ascii.getBytes(StandardCharsets.US_ASCII);
    put(text, 0, text.length);
    return this;
  }

  /** How many bytes are written. */
  public int size() {
    return size;
  }

  /** A copy of what is written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** What is written, as text. */
  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }

  /**
   * Every value ends in some other byte than these, so the last byte tells whether one came before.
   */
  private void separate() {
    if (size > 0) {
      byte last = bytes[size - 1];
      if (last != '{' && last != '[' && last != ':' && last != ',' && last != '\n') {
        put(',');
      }
    }
  }

  private void text(byte[] utf8) {
    int from = 0;
    for (int i = 0; i < utf8.length; i++) {
      byte b = utf8[i];
      if (b == '"' || b == '\\' || (b >= 0 && b < ' ')) {
        put(utf8, from, i - from);
        escape(b);
        from = i + 1;
      }
    }
    put(utf8, from, utf8.length - from);
  }

  private void escape(byte b) {
    put('\\');
    switch (b) {
      case '"', '\\' -> put(b);
      case '\b' -> put('b');
      case '\f' -> put('f');
      case '\n' -> put('n');
      case '\r' -> put('r');
      case '\t' -> put('t');
      default -> {
        raw("u00");
        put(HEX[b >>> 4]);
        put(HEX[b & 15]);
      }
    }
  }

  private void put(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  private void put(byte[] source, int offset, int length) {
    reserve(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  private void reserve(int count) {
    int needed = Math.addExact(size, count);
    if (needed > bytes.length) {
      int doubled = (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8);
      bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
    }
  }
}
