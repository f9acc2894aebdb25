package dev.couchgrass.store.http.json;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.json.JsonLimits;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.json.JsonReader.Kind;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.http.wire.Failures;
import dev.couchgrass.store.result.UpdateSequence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads answers. What is not as the protocol says is a failure of the store. */
public final class Read {
  /** What somebody else stored may be deeper than what one would store oneself. */
  private static final JsonLimits LIMITS =
      JsonLimits.DEFAULTS.withMaxDepth(2_000).withMaxNumberLength(100_000);

  private Read() {}

  /** Reads a text to its end. */
  public static <T> T whole(byte[] json, Function<JsonReader, T> reading) {
    try {
      JsonReader reader = new JsonReader(json, 0, json.length, LIMITS);
      T read = reading.apply(reader);
      reader.finish();
      return read;
    } catch (InvalidInputException e) {
      throw Failures.malformed(e);
    }
  }

  /** Reads an array. */
  public static <T> List<T> list(JsonReader reader, Function<JsonReader, T> element) {
    List<T> list = new ArrayList<>();
    reader.enterArray();
    while (reader.nextElement()) {
      list.add(element.apply(reader));
    }
    return list;
  }

  /** Reads an array of revisions. */
  public static List<RevisionId> revisions(JsonReader reader) {
    return list(reader, each -> RevisionId.parse(each.readString()));
  }

  /** Reads a sequence: a text, or any other value as it is written. */
  public static UpdateSequence sequence(JsonReader reader) {
    return new UpdateSequence(
        reader.peek() == Kind.STRING
            ? reader.readString()
            : new String(reader.slice().bytes(), StandardCharsets.UTF_8));
  }

  /** Reads a number that is not negative; empty if it is none. */
  public static OptionalLong count(JsonReader reader) {
    if (reader.peek() != Kind.NUMBER) {
      reader.skip();
      return OptionalLong.empty();
    }
    OptionalLong number = reader.readInteger();
    return number.isPresent() && number.getAsLong() < 0 ? OptionalLong.empty() : number;
  }

  /** Reads a text; empty if it is something else. */
  public static Optional<String> text(JsonReader reader) {
    if (reader.peek() != Kind.STRING) {
      reader.skip();
      return Optional.empty();
    }
    return Optional.of(reader.readString());
  }

  /** Reads whether something is {@code true}. */
  public static boolean flag(JsonReader reader) {
    boolean truth = reader.peek() == Kind.TRUE;
    reader.skip();
    return truth;
  }

  /** What must be there. */
  public static <T> T require(Optional<T> member, String name) {
    return member.orElseThrow(() -> Failures.malformed("it lacks " + name));
  }

  /** What must be there. */
  public static long require(OptionalLong member, String name) {
    return member.orElseThrow(() -> Failures.malformed("it lacks " + name));
  }
}
