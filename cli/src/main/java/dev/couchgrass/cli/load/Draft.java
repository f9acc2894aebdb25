package dev.couchgrass.cli.load;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.couchgrass.cli.json.RawObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A document to load.
 *
 * @param label how messages name it
 */
record Draft(byte[] json, String label) {
  private static final String ID = "_id";

  /** A document whose id is its own, or left to the server. */
  static Draft of(RawObject object) throws IOException {
    Optional<String> id = object.text(ID);
    return new Draft(
        object.bytes(), "line " + object.line() + id.map(name -> ": " + name).orElse(""));
  }

  /** The same; if it has no id, a member gives it. None if the member does not. */
  static Optional<Draft> of(RawObject object, String idField) throws IOException {
    if (object.has(ID)) {
      return Optional.of(of(object));
    }
    return object.text(idField).map(id -> withId(object, id));
  }

  private static Draft withId(RawObject object, String id) {
    String quoted = String.valueOf(JsonStringEncoder.getInstance().quoteAsString(id));
    byte[] member = ("\"_id\":\"" + quoted + '"').getBytes(StandardCharsets.UTF_8);
    return new Draft(object.with(member), "line " + object.line() + ": " + id);
  }
}
