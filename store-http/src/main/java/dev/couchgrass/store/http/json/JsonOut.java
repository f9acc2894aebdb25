package dev.couchgrass.store.http.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes JSON, piece by piece. Commas come by themselves. */
public final class JsonOut {
  private static final char[] DIGITS = "0123456789abcdef".toCharArray();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);
  private boolean first = true;

  public JsonOut beginObject() {
    return begin('{');
  }

  public JsonOut endObject() {
    return end('}');
  }

  public JsonOut beginArray() {
    return begin('[');
  }

  public JsonOut endArray() {
    return end(']');
  }

  private JsonOut begin(char bracket) {
    separate();
    out.write(bracket);
    first = true;
    return this;
  }

  private JsonOut end(char bracket) {
    out.write(bracket);
    first = false;
    return this;
  }

  /** A member's name; its value comes next. */
  public JsonOut name(String name) {
    separate();
    string(name);
    out.write(':');
    first = true;
    return this;
  }

  public JsonOut value(String text) {
    separate();
    string(text);
    return this;
  }

  public JsonOut value(long number) {
    return raw(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
  }

  public JsonOut value(boolean truth) {
    return raw(Boolean.toString(truth).getBytes(StandardCharsets.US_ASCII));
  }

  /** A value that is written already. */
  public JsonOut raw(byte[] json) {
    separate();
    out.writeBytes(json);
    return this;
  }

  /** The members of an object that is written already, as members of the one that is open. */
  public JsonOut members(byte[] object) {
    if (object.length > 2) {
      separate();
      out.write(object, 1, object.length - 2);
    }
    return this;
  }

  public JsonOut strings(List<String> texts) {
    beginArray();
    texts.forEach(this::value);
    return endArray();
  }

  private void separate() {
    if (!first) {
      out.write(',');
    }
    first = false;
  }

  private void string(String text) {
    out.write('"');
    int plain = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\' && !lone(text, i)) {
        continue;
      }
      out.writeBytes(text.substring(plain, i).getBytes(StandardCharsets.UTF_8));
      plain = i + 1;
      escape(c);
    }
    out.writeBytes(text.substring(plain).getBytes(StandardCharsets.UTF_8));
    out.write('"');
  }

  /** Half a surrogate pair, which has no form in UTF-8. */
  private static boolean lone(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }

  private void escape(char c) {
    out.write('\\');
    if (c == '"' || c == '\\') {
      out.write(c);
    } else {
      out.write('u');
      for (int shift = 12; shift >= 0; shift -= 4) {
        out.write(DIGITS[c >> shift & 0xf]);
      }
    }
  }

  /** What was written. */
  public byte[] bytes() {
    return out.toByteArray();
  }

  /** What was written. */
  public String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** A text alone, as JSON. */
  public static String quoted(String text) {
    return new JsonOut().value(text).text();
  }
}
