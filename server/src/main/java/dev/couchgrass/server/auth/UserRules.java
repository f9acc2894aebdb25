package dev.couchgrass.server.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.options.Authentication;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a document of {@code _users} must be like, by CouchDB's rules and in its words. */
final class UserRules {
  private static final Set<String> SCHEMES = Set.of("simple", "pbkdf2");

  private UserRules() {}

  /** Checks what does not depend on who writes. */
  static void checkForm(String id, ObjectNode user) {
    require("user".equals(user.path("type").asText()), "doc.type must be user");
    String name = user.path("name").isTextual() ? user.path("name").asText() : "";
    require(!name.isEmpty(), "doc.name is required");
    require(user.hasNonNull("roles"), "doc.roles must exist");
    require(user.path("roles").isArray(), "doc.roles must be an array");
    for (JsonNode role : user.path("roles")) {
      require(role.isTextual(), "doc.roles can only contain strings");
      require(
          !role.asText().startsWith("_"),
          "No system roles (starting with underscore) in users db.");
    }
    require(
        id.equals(Accounts.ID_PREFIX + name), "Doc ID must be of the form org.couchdb.user:name");
    require(!name.startsWith("_"), "Username may not start with underscore.");
    require(name.indexOf(':') < 0, "Character `:` is not allowed in usernames.");
    checkPassword(user);
  }

  private static void checkPassword(ObjectNode user) {
    require(
        !user.has("password_sha") || user.hasNonNull("salt"),
        "Users with password_sha must have a salt.");
    JsonNode scheme = user.path("password_scheme");
    require(
        scheme.isMissingNode() || SCHEMES.contains(scheme.asText()),
        "Password scheme `" + scheme.asText() + "` not supported.");
    if ("pbkdf2".equals(scheme.asText())) {
      JsonNode iterations = user.path("iterations");
      require(iterations.isNumber(), "iterations must be a number.");
      require(
          iterations.canConvertToInt()
              && iterations.asInt() >= 1
              && iterations.asInt() <= Authentication.MAX_ITERATIONS,
          "Iteration count is too high for this server");
      require(user.path("derived_key").isTextual(), "derived_key must be a string.");
    }
  }

  /** Checks what those may not do who do not administer {@code _users}. */
  static void checkOwn(Optional<String> who, ObjectNode user, Optional<ObjectNode> before) {
    if (before.isEmpty()) {
      require(user.path("roles").isEmpty(), "Only _admin may set roles");
      return;
    }
    String name = user.path("name").asText();
    require(who.equals(Optional.of(name)), "You may only update your own user document.");
    require(name.equals(before.get().path("name").asText()), "Usernames can not be changed.");
    require(roles(user).equals(roles(before.get())), "Only _admin may edit roles");
  }

  private static Set<String> roles(ObjectNode user) {
    Set<String> roles = new TreeSet<>();
    user.path("roles").forEach(role -> roles.add(role.asText()));
    return roles;
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw HttpFailure.forbidden(otherwise);
    }
  }
}
