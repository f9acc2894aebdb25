package dev.couchgrass.cli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.DocList;
import dev.couchgrass.core.crdt.NullValue;
import dev.couchgrass.core.crdt.NumberValue;
import dev.couchgrass.core.crdt.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Reads JSON as a value that merges. Numbers stay as they are written. */
public final class ValueReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final JsonParser parser;
  private final RandomGenerator random;

  private ValueReader(JsonParser parser, RandomGenerator random) {
    this.parser = parser;
    this.random = random;
  }

  /**
   * Reads one value.
   *
   * @param random tags the elements of lists
   * @throws MalformedJsonException if it is no JSON, or more than one value, or none that can be
   *     kept
   */
  public static Value read(byte[] json, RandomGenerator random) throws IOException {
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() == null) {
        throw new MalformedJsonException(1, "nothing is there");
      }
      Value value = new ValueReader(parser, random).value();
      if (parser.nextToken() != null) {
        throw new MalformedJsonException(
            parser.currentTokenLocation().getLineNr(), "more than one value is there");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw MalformedJsonException.of(e, 1);
    } catch (InvalidInputException e) {
      throw new MalformedJsonException(1, e.reason());
    }
  }

  private Value value() throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> list();
      case VALUE_STRING -> Value.of(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new NumberValue(parser.getText());
      case VALUE_TRUE -> Value.of(true);
      case VALUE_FALSE -> Value.of(false);
      case VALUE_NULL -> NullValue.NULL;
      default ->
          throw new MalformedJsonException(
              parser.currentTokenLocation().getLineNr(), "no value is there");
    };
  }

  private Doc object() throws IOException {
    Map<String, Value> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value());
    }
    return Doc.of(members);
  }

  private DocList list() throws IOException {
    List<Value> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value());
    }
    return DocList.of(elements, random);
  }
}
