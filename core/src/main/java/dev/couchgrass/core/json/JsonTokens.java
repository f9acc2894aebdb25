package dev.couchgrass.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.JsonTokenId;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.encoding.TermWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Jackson's tokens, with the places in the input where they stand, within limits.
 *
 * <p>{@link #locate} finds the current token's place: {@link #start} and {@link #stop} then delimit
 * it, a string's quotes included.
 */
final class JsonTokens {
  private static final JsonFactory FACTORY =
      new Utf8ParserFactory(
          StreamReadConstraints.builder()
              .maxNestingDepth(JsonLimits.HIGHEST.maxDepth())
              .maxNumberLength(JsonLimits.HIGHEST.maxNumberLength())
              .maxStringLength(Integer.MAX_VALUE)
              .maxNameLength(Integer.MAX_VALUE)
              .build());

  final byte[] in;
  private final int offset;
  private final int end;
  private final JsonLimits limits;
  private final JsonParser parser;
  private int start;
  private int stop;
  private boolean escaped;

  JsonTokens(byte[] in, int offset, int end, JsonLimits limits) {
    this.in = in;
    this.offset = offset;
    this.end = end;
    this.limits = limits;
    this.parser = asked(() -> FACTORY.createParser(in, offset, end - offset));
  }

  static InvalidInputException malformed() {
    return new InvalidInputException(Problem.BAD_REQUEST, "invalid UTF-8 JSON");
  }

  /** Gives the buffers back; the last token does so too. */
  void close() {
    asked(
        () -> {
          parser.close();
          return true;
        });
  }

  /** The token that was stepped to last. */
  JsonToken current() {
    return parser.currentToken();
  }

  /** The name of the member whose name or value is the current token. */
  String name() {
    return asked(parser::currentName);
  }

  /** Steps to the next token. */
  JsonToken next() {
    JsonToken token = nextOrEnd();
    if (token == null) {
      throw malformed();
    }
    return token;
  }

  /** Steps to the next token; gives null after the last. */
  @Nullable JsonToken nextOrEnd() {
    JsonToken token = asked(parser::nextToken);
    if (token != null) {
      switch (token) {
        case START_OBJECT, START_ARRAY -> requireShallow();
        case VALUE_NUMBER_INT -> requireShort();
        case VALUE_NUMBER_FLOAT -> requireFinite();
        default -> {}
      }
    }
    return token;
  }

  private void requireShallow() {
    if (parser.getParsingContext().getNestingDepth() > limits.maxDepth()) {
      throw new InvalidInputException(Problem.TOO_LARGE, "JSON is nested too deeply");
    }
  }

  private void requireShort() {
    if (asked(parser::getTextLength) > limits.maxNumberLength()) {
      throw new InvalidInputException(Problem.TOO_LARGE, "A number is too long");
    }
  }

  private void requireFinite() {
    requireShort();
    if (Double.isInfinite(asked(parser::getDoubleValue))) {
      throw malformed();
    }
  }

  /** Finds where the current token stands. */
  void locate() {
    start = offset + (int) parser.currentTokenLocation().getByteOffset();
    switch (parser.currentTokenId()) {
      case JsonTokenId.ID_FIELD_NAME, JsonTokenId.ID_STRING -> locateQuote();
      default -> stop = start + asked(parser::getTextLength);
    }
  }

  /** Finds the end only: whether everything before it is well-formed is for Jackson to say. */
  private void locateQuote() {
    escaped = false;
    int at = start + 1;
    while (at < end && in[at] != '"') {
      if (in[at] == '\\') {
        escaped = true;
        at++;
      }
      at++;
    }
    if (at >= end) {
      throw malformed();
    }
    stop = at + 1;
  }

  int start() {
    return start;
  }

  int stop() {
    return stop;
  }

  /** The string or name that is the current token. */
  String text() {
    return asked(parser::getText);
  }

  /** The UTF-8 bytes of the string or name that was located. */
  byte[] textBytes() {
    return escaped
        ? text().getBytes(StandardCharsets.UTF_8)
        : Arrays.copyOfRange(in, start + 1, stop - 1);
  }

  /** Writes the string or name that was located. */
  void writeText(TermWriter term) {
    if (escaped) {
      term.binary(text().getBytes(StandardCharsets.UTF_8));
    } else {
      term.binary(in, start + 1, stop - start - 2);
    }
  }

  /** Writes the number that is the current token. */
  void writeNumber(TermWriter term) {
    switch (asked(parser::getNumberType)) {
      case INT, LONG -> term.integer(asked(parser::getLongValue));
      case BIG_INTEGER -> term.integer(asked(parser::getBigIntegerValue));
      default -> term.real(asked(parser::getDoubleValue));
    }
  }

  /** The number that is the current token: a long or, if that is too short, a big integer. */
  Number number() {
    return switch (asked(parser::getNumberType)) {
      case INT, LONG -> (Number) asked(parser::getLongValue);
      case BIG_INTEGER -> asked(parser::getBigIntegerValue);
      default -> asked(parser::getDoubleValue);
    };
  }

  /** The number that is the current token; empty if it is no integer, or does not fit. */
  OptionalLong integer() {
    return switch (asked(parser::getNumberType)) {
      case INT, LONG -> OptionalLong.of(asked(parser::getLongValue));
      default -> OptionalLong.empty();
    };
  }

  private interface Question<T> {
    T ask() throws IOException;
  }

  private static <T> T asked(Question<T> question) {
    try {
      return question.ask();
    } catch (StreamConstraintsException e) {
      throw new InvalidInputException(
          Problem.TOO_LARGE, "JSON is nested too deeply, or a part of it is too long");
    } catch (IOException e) {
      throw malformed();
    }
  }
}
