package dev.couchgrass.server.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.Identity;
import java.util.HashSet;
import java.util.Set;

/** Who may use a database, and who administers it: its security document. */
public record DatabaseSecurity(Group admins, Group members) {
  /** Some names, and everybody who has one of some roles. */
  public record Group(Set<String> names, Set<String> roles) {
    public Group {
      names = Set.copyOf(names);
      roles = Set.copyOf(roles);
    }

    boolean isEmpty() {
      return names.isEmpty() && roles.isEmpty();
    }

    boolean contains(Identity identity) {
      return identity.name().filter(names::contains).isPresent()
          || identity.roles().stream().anyMatch(roles::contains);
    }
  }

  /** What holds where none was set: a database belongs to the server's administrators. */
  public static final JsonBody DEFAULT =
      JsonBody.parse("{\"members\":{\"roles\":[\"_admin\"]},\"admins\":{\"roles\":[\"_admin\"]}}");

  private static final JsonBody PUBLIC = JsonBody.parse("{\"admins\":{},\"members\":{}}");

  /** Reads a security document, as the store has it: an empty one was never set. */
  public static DatabaseSecurity of(JsonBody stored) {
    ObjectNode tree = Trees.parse(shown(stored));
    JsonNode members = tree.has("members") ? tree.path("members") : tree.path("readers");
    return new DatabaseSecurity(group(tree.path("admins")), group(members));
  }

  /** What a client is shown of what is stored. */
  public static JsonBody shown(JsonBody stored) {
    return stored.equals(JsonBody.EMPTY) ? DEFAULT : stored;
  }

  /**
   * What is stored of a document that a client sets: an empty one opens the database to everybody,
   * and must not look like none.
   *
   * @throws HttpFailure 400, if it is of a wrong form
   */
  public static JsonBody accepted(JsonBody wanted) {
    ObjectNode tree = Trees.parse(wanted);
    for (String group : new String[] {"admins", "members", "readers"}) {
      check(tree.path(group), group);
    }
    return wanted.equals(JsonBody.EMPTY) ? PUBLIC : wanted;
  }

  private static void check(JsonNode group, String name) {
    if (!group.isMissingNode() && !group.isObject()) {
      throw HttpFailure.badRequest(name + " must be a JSON object");
    }
    for (String list : new String[] {"names", "roles"}) {
      JsonNode values = group.path(list);
      boolean right = values.isMissingNode() || values.isArray();
      for (JsonNode value : values) {
        right &= value.isTextual();
      }
      if (!right) {
        throw HttpFailure.badRequest(list + " must be a JSON list of strings");
      }
    }
  }

  private static Group group(JsonNode tree) {
    return new Group(texts(tree.path("names")), texts(tree.path("roles")));
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new HashSet<>();
    list.forEach(value -> texts.add(value.asText()));
    return texts;
  }

  public boolean isAdmin(Identity identity) {
    return identity.isServerAdmin() || admins.contains(identity);
  }

  public boolean isMember(Identity identity) {
    return isAdmin(identity) || members.isEmpty() || members.contains(identity);
  }
}
