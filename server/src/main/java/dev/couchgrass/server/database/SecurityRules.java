package dev.couchgrass.server.database;

import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.json.JsonReader.Kind;
import dev.couchgrass.server.document.Requests;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import java.util.HashSet;
import java.util.Set;

/** What a security document may look like. */
final class SecurityRules {
  private SecurityRules() {}

  /**
   * Refuses what could be understood in two ways, and what would be understood in none.
   *
   * @throws HttpFailure 400
   */
  static void require(Exchange exchange, byte[] text) {
    JsonReader reader = Requests.object(exchange, text);
    Set<String> names = new HashSet<>();
    while (reader.nextMember()) {
      String name = unique(reader, names);
      switch (name) {
        case "admins", "members", "readers" -> requireGroup(reader);
        default -> reader.skip();
      }
    }
    reader.finish();
  }

  private static void requireGroup(JsonReader reader) {
    if (reader.peek() != Kind.OBJECT) {
      throw HttpFailure.badRequest("admins or members must be a JSON object");
    }
    Set<String> names = new HashSet<>();
    reader.enterObject();
    while (reader.nextMember()) {
      String name = unique(reader, names);
      switch (name) {
        case "names", "roles" -> requireStrings(reader, name);
        default -> reader.skip();
      }
    }
  }

  private static void requireStrings(JsonReader reader, String name) {
    if (reader.peek() != Kind.ARRAY) {
      throw notStrings(name);
    }
    reader.enterArray();
    while (reader.nextElement()) {
      if (reader.peek() != Kind.STRING) {
        throw notStrings(name);
      }
      reader.skip();
    }
  }

  private static HttpFailure notStrings(String name) {
    return HttpFailure.badRequest(name + " must be a JSON list of strings");
  }

  /** Readers differ on which of equal names counts: here that would differ on who may do what. */
  private static String unique(JsonReader reader, Set<String> names) {
    String name = reader.name();
    if (!names.add(name)) {
      throw HttpFailure.badRequest("A member comes twice: " + name);
    }
    return name;
  }
}
