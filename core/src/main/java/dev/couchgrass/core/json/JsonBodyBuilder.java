package dev.couchgrass.core.json;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.encoding.ByteSink;
import dev.couchgrass.core.encoding.TermWriter;
import dev.couchgrass.core.json.JsonReader.Kind;

/**
 * Makes a {@link JsonBody} of an object's members while they are read, or of some of them.
 *
 * <pre>{@code
 * builder.enterObject(reader);
 * while (reader.nextMember()) {
 *   if (reader.nameIsSpecial()) {
 *     reader.skip();
 *   } else {
 *     builder.copyMember();
 *   }
 * }
 * JsonBody body = builder.build();
 * }</pre>
 *
 * <p>Can be used again after {@link #build}, which saves the cost of its buffers. Not for use by
 * two threads at once.
 */
public final class JsonBodyBuilder {
  /** Stands in before the first body. */
  private static final JsonReader NOTHING = new JsonReader(new byte[0], 0, 0, JsonLimits.DEFAULTS);

  private final ByteSink text = new ByteSink(512);
  private final ByteSink termBytes = new ByteSink(512);
  private final TermWriter term = new TermWriter(termBytes);
  private final Members members = new Members(text, termBytes);
  private boolean withTerm;
  private JsonReader reader;
  private JsonScanner scanner;
  private int listMark;

  /**
   * @param withTerm whether bodies are likely to be hashed: what that needs is then made in the
   *     same pass
   */
  public JsonBodyBuilder(boolean withTerm) {
    this.withTerm = withTerm;
    this.reader = NOTHING;
    this.scanner = NOTHING.scanner();
  }

  /** As the constructor's parameter, from the next body on; not to be called within one. */
  public void withTerm(boolean wanted) {
    this.withTerm = wanted;
  }

  /**
   * Begins a body with the object at which {@code source} stands, and steps into it.
   *
   * @throws InvalidInputException if something else stands there
   */
  public void enterObject(JsonReader source) {
    if (source.peek() != Kind.OBJECT) {
      throw new InvalidInputException(Problem.BAD_REQUEST, "Document must be a JSON object");
    }
    source.enterObject();
    reader = source;
    scanner = source.scanner();
    text.truncate(0);
    termBytes.truncate(0);
    members.clear();
    openObject();
  }

  /** Copies the member, name and value, at whose value the reader stands. */
  public void copyMember() {
    member();
  }

  /** Ends the body after the reader stepped out of the object. */
  public JsonBody build() {
    closeObject(0, listMark);
    return new JsonBody(text.toByteArray(), withTerm ? termBytes.toByteArray() : null);
  }

  /** As {@link #build}, but gives the term alone, which the next use of this overwrites. */
  ByteSink finishTerm() {
    closeObject(0, listMark);
    return termBytes;
  }

  private void value() {
    switch (reader.peek()) {
      case OBJECT -> object();
      case ARRAY -> array();
      case STRING -> string();
      case NUMBER -> number();
      case TRUE -> bool(true);
      case FALSE -> bool(false);
      case NULL -> {
        scanner.literal("null");
        copyToken();
        if (withTerm) {
          term.nil();
        }
      }
    }
  }

  private void object() {
    reader.enterObject();
    int outerMark = listMark;
    int base = members.size();
    openObject();
    int mark = listMark;
    while (reader.nextMember()) {
      member();
    }
    closeObject(base, mark);
    listMark = outerMark;
  }

  private void openObject() {
    text.put('{');
    if (withTerm) {
      term.tuple(1);
      listMark = term.openList();
    }
  }

  private void member() {
    if (text.get(text.size() - 1) != '{') {
      text.put(',');
    }
    int nameAt = text.size();
    int termAt = termBytes.size();
    if (withTerm) {
      term.tuple(2);
    }
    members.add(nameAt, termAt, name());
    text.put(':');
    value();
  }

  private void closeObject(int base, int mark) {
    int count = members.close(base);
    text.put('}');
    if (withTerm) {
      term.closeList(mark, count);
    }
  }

  private void array() {
    reader.enterArray();
    text.put('[');
    int mark = withTerm ? term.openList() : 0;
    int count = 0;
    boolean bytes = withTerm;
    while (reader.nextElement()) {
      if (count++ > 0) {
        text.put(',');
      }
      int at = termBytes.size();
      value();
      bytes = bytes && term.isByteAt(at);
    }
    text.put(']');
    if (bytes) {
      term.closeByteList(mark, count);
    } else if (withTerm) {
      term.closeList(mark, count);
    }
  }

  /** Copies the name that was scanned, and gives a hash of its characters. */
  private int name() {
    copyToken();
    byte[] source = scanner.in;
    int from = scanner.start() + 1;
    int to = scanner.stop() - 1;
    if (scanner.escaped()) {
      source = Escapes.decode(source, from, to);
      from = 0;
      to = source.length;
    }
    if (withTerm) {
      term.binary(source, from, to - from);
    }
    return Members.hash(source, from, to);
  }

  private void string() {
    scanner.string();
    copyToken();
    if (!withTerm) {
      return;
    }
    int from = scanner.start() + 1;
    int to = scanner.stop() - 1;
    if (scanner.escaped()) {
      term.binary(Escapes.decode(scanner.in, from, to));
    } else {
      term.binary(scanner.in, from, to - from);
    }
  }

  private void number() {
    scanner.number();
    copyToken();
    if (!withTerm) {
      return;
    }
    if (scanner.real()) {
      term.real(Numbers.real(scanner.in, scanner.start(), scanner.stop()));
    } else {
      Numbers.writeInteger(scanner.in, scanner.start(), scanner.stop(), term);
    }
  }

  private void bool(boolean value) {
    scanner.literal(value ? "true" : "false");
    copyToken();
    if (withTerm) {
      term.bool(value);
    }
  }

  private void copyToken() {
    text.put(scanner.in, scanner.start(), scanner.stop() - scanner.start());
  }
}
