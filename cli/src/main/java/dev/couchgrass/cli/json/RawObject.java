package dev.couchgrass.cli.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A JSON object as the bytes that it came in. */
public final class RawObject {
  private final byte[] json;
  private final int line;
  private final List<Member> members;

  /**
   * Where a member is.
   *
   * @param start where its name's quote is, in bytes from the object's brace
   * @param valueStart where its value begins
   * @param end where its value ends
   */
  record Member(String name, int start, int valueStart, int end) {}

  RawObject(byte[] json, int line, List<Member> members) {
    this.json = json;
    this.line = line;
    this.members = members;
  }

  /** Reads one object. */
  public static RawObject parse(byte[] json) throws IOException {
    try (ObjectStream objects = ObjectStream.of(json)) {
      return objects.next().orElseThrow(() -> new MalformedJsonException(1, "nothing is there"));
    }
  }

  /** The bytes from brace to brace. */
  public byte[] bytes() {
    return json.clone();
  }

  /** The same on one line: line breaks stand between tokens only, where a space means as much. */
  public byte[] onOneLine() {
    return onOneLine(json.clone());
  }

  private static byte[] onOneLine(byte[] text) {
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n' || text[i] == '\r') {
        text[i] = ' ';
      }
    }
    return text;
  }

  public int size() {
    return json.length;
  }

  /** The line on which the object began, from 1. */
  public int line() {
    return line;
  }

  /** Names of members, in order. */
  public List<String> names() {
    return members.stream().map(Member::name).toList();
  }

  public boolean has(String name) {
    return find(name).isPresent();
  }

  /** A member's value as it came. */
  public Optional<byte[]> value(String name) {
    return find(name).map(member -> Arrays.copyOfRange(json, member.valueStart, member.end));
  }

  /** A member's value if it is a string, or a number as it is spelt. */
  public Optional<String> text(String name) throws IOException {
    Optional<Member> member = find(name);
    return member.isEmpty() ? Optional.empty() : scalar(member.get());
  }

  private Optional<String> scalar(Member member) throws IOException {
    int length = member.end - member.valueStart;
    try (JsonParser parser = ObjectStream.FACTORY.createParser(json, member.valueStart, length)) {
      JsonToken token = parser.nextToken();
      boolean plain = token == JsonToken.VALUE_STRING || (token != null && token.isNumeric());
      return plain ? Optional.of(parser.getText()) : Optional.empty();
    }
  }

  /** As everywhere in CouchDB, the last of equal names counts. */
  private Optional<Member> find(String name) {
    return members.stream().filter(m -> m.name.equals(name)).reduce((first, last) -> last);
  }

  /** The object without a member. */
  public byte[] without(String name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(json.length);
    char separator = '{';
    for (Member member : members) {
      if (!member.name.equals(name)) {
        out.write(separator);
        out.write(json, member.start, member.end - member.start);
        separator = ',';
      }
    }
    if (separator == '{') {
      out.write('{');
    }
    out.write('}');
    return onOneLine(out.toByteArray());
  }

  /**
   * The object with one more member in front.
   *
   * @param member its name, colon and value
   */
  public byte[] with(byte[] member) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + member.length + 1);
    out.write('{');
    out.writeBytes(member);
    if (!members.isEmpty()) {
      out.write(',');
    }
    out.write(json, 1, json.length - 1);
    return out.toByteArray();
  }
}
