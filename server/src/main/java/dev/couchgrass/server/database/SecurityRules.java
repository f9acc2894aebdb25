package dev.couchgrass.server.database;

import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.json.JsonReader.Kind;
import dev.couchgrass.server.document.Requests;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import java.util.HashSet;
import java.util.Set;

/** What a security document may not look like, whatever it says. */
final class SecurityRules {
  private SecurityRules() {}

  /**
   * Refuses members that come twice. Readers differ on which of them counts, and here that would be
   * on who may do what.
   *
   * @throws HttpFailure 400
   */
  static void requireUnique(Exchange exchange, byte[] text) {
    JsonReader reader = Requests.object(exchange, text);
    members(reader);
    reader.finish();
  }

  private static void members(JsonReader reader) {
    Set<String> names = new HashSet<>();
    while (reader.nextMember()) {
      String name = reader.name();
      if (!names.add(name)) {
        throw HttpFailure.badRequest("A member comes twice: " + name);
      }
      if (reader.peek() == Kind.OBJECT) {
        reader.enterObject();
        members(reader);
      } else {
        reader.skip();
      }
    }
  }
}
