package dev.couchgrass.cli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.couchgrass.cli.json.RawObject.Member;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The objects of a JSON text, one at a time: memory holds no more than the largest of them.
 *
 * <p>What is beyond a server's limits is the server's to refuse; here only depth is limited, to
 * 10,000.
 */
public final class ObjectStream implements Closeable {
  static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(10_000)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final RecordedInput input;
  private final JsonParser parser;
  private boolean inArray;
  private boolean ended;

  /** The line on which the object began that is being read. */
  private int began = 1;

  private ObjectStream(InputStream source) throws IOException {
    input = new RecordedInput(source);
    parser = FACTORY.createParser(input);
  }

  /** The objects of an array, or those that stand one after another, on lines or not. */
  public static ObjectStream of(InputStream source) throws IOException {
    return new ObjectStream(source);
  }

  /** The same, of a text in memory. */
  public static ObjectStream of(byte[] text) throws IOException {
    return new ObjectStream(new ByteArrayInputStream(text));
  }

  /** The objects of an array that is a member of the only object of the text. */
  public static ObjectStream ofMember(String name, InputStream source) throws IOException {
    ObjectStream objects = new ObjectStream(source);
    try {
      objects.enter(name);
    } catch (JsonProcessingException e) {
      throw MalformedJsonException.of(e, 1);
    }
    return objects;
  }

  private void enter(String name) throws IOException {
    require(parser.nextToken() == JsonToken.START_OBJECT, "an object is expected");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = parser.currentName().equals(name);
      if (parser.nextToken() == JsonToken.START_ARRAY && found) {
        inArray = true;
        return;
      }
      parser.skipChildren();
    }
    require(false, "the member \"" + name + "\" is missing");
  }

  /** Whether the objects stand in an array; known once the first was read. */
  public boolean inArray() {
    return inArray;
  }

  /** The next object; none at the end. */
  public Optional<RawObject> next() throws IOException {
    try {
      return ended ? Optional.empty() : read();
    } catch (JsonProcessingException e) {
      ended = true;
      throw MalformedJsonException.of(e, began);
    }
  }

  private Optional<RawObject> read() throws IOException {
    boolean first = parser.currentToken() == null;
    JsonToken token = parser.nextToken();
    began = parser.currentTokenLocation().getLineNr();
    if (first && token == JsonToken.START_ARRAY) {
      inArray = true;
      token = parser.nextToken();
      began = parser.currentTokenLocation().getLineNr();
    }
    if (token == null || (inArray && token == JsonToken.END_ARRAY)) {
      finish();
      return Optional.empty();
    }
    require(token == JsonToken.START_OBJECT, "an object is expected");
    return Optional.of(object());
  }

  private RawObject object() throws IOException {
    long start = parser.currentTokenLocation().getByteOffset();
    List<Member> members = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      members.add(member(start));
    }
    long end = parser.currentLocation().getByteOffset();
    RawObject object = new RawObject(input.slice(start, end), began, List.copyOf(members));
    input.forget(end);
    return object;
  }

  private Member member(long start) throws IOException {
    String name = parser.currentName();
    long from = parser.currentTokenLocation().getByteOffset() - start;
    parser.nextToken();
    long valueFrom = parser.currentTokenLocation().getByteOffset() - start;
    parser.skipChildren();
    parser.finishToken();
    long end = parser.currentLocation().getByteOffset() - start;
    return new Member(
        name, Math.toIntExact(from), Math.toIntExact(valueFrom), Math.toIntExact(end));
  }

  /** After an array comes the end, or the rest of the object around it. */
  private void finish() throws IOException {
    ended = true;
    boolean outside = parser.getParsingContext().inRoot();
    while (parser.nextToken() != null) {
      require(!outside, "nothing may follow the array");
      outside = parser.getParsingContext().inRoot();
    }
  }

  private void require(boolean met, String rule) throws MalformedJsonException {
    if (!met) {
      ended = true;
      throw new MalformedJsonException(parser.currentTokenLocation().getLineNr(), rule);
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
    input.close();
  }
}
