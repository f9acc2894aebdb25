package dev.couchgrass.server.replicator.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.server.http.HttpFailure;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What a document of a replicator database must be like: CouchDB's own rules for them. */
final class DocumentRules {
  private DocumentRules() {}

  static void check(ObjectNode document) {
    checkSide(document.path("source"), "source");
    checkSide(document.path("target"), "target");
    for (String flag : new String[] {"create_target", "continuous"}) {
      JsonNode value = document.path(flag);
      require(
          value.isMissingNode() || value.isBoolean(),
          "The `" + flag + "` field must be a boolean.");
    }
    JsonNode filter = document.path("filter");
    boolean ids = document.has("doc_ids");
    boolean selector = document.has("selector");
    require(
        !ids || document.path("doc_ids").isArray(),
        "The `doc_ids` field must be an array of strings.");
    require(
        !selector || document.path("selector").isObject(),
        "The `selector` field must be an object.");
    require(
        filter.isMissingNode() || (filter.isTextual() && !filter.asText().isEmpty()),
        "The `filter` field must be a non-empty string.");
    require(!ids || !selector, "`doc_ids` field is incompatible with `selector`.");
    require(
        filter.isMissingNode() || !(ids || selector),
        "`filter` field is incompatible with `selector` and `doc_ids`.");
    require(
        !document.has("query_params") || document.path("query_params").isObject(),
        "The `query_params` field must be an object.");
    userContext(document);
  }

  private static void checkSide(JsonNode side, String field) {
    require(
        side.isTextual() || side.isObject(),
        "The `" + field + "` property must exist and be either a string or an object.");
    if (side.isTextual()) {
      return;
    }
    require(
        !side.path("url").asText().isEmpty(),
        "The url property must exist in the `" + field + "` field and must be a non-empty string.");
    for (String part : new String[] {"auth", "headers"}) {
      require(
          !side.has(part) || side.path(part).isObject(),
          "`" + field + "." + part + "` must be a non-null object.");
    }
  }

  /**
   * Whose rights the document's replication has: those of its {@code user_ctx}; without one an
   * administrator's, since nobody else may write such a document.
   */
  static UserContext userContext(ObjectNode document) {
    JsonNode context = document.path("user_ctx");
    if (context.isMissingNode() || context.isNull()) {
      return UserContext.ADMIN;
    }
    require(context.isObject(), "The `user_ctx` property must be a non-null object.");
    JsonNode name = context.path("name");
    require(
        name.isMissingNode() || name.isNull() || !name.asText().isEmpty(),
        "The `user_ctx.name` property must be a non-empty string or null.");
    JsonNode list = context.path("roles");
    require(
        list.isMissingNode() || list.isNull() || list.isArray(),
        "The `user_ctx.roles` property must be an array of strings.");
    Set<String> roles = new HashSet<>();
    for (JsonNode role : list) {
      require(role.isTextual() && !role.asText().isEmpty(), "Roles must be non-empty strings.");
      roles.add(role.asText());
    }
    return new UserContext(
        Optional.of(name).filter(JsonNode::isTextual).map(JsonNode::asText), roles);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw HttpFailure.forbidden(otherwise);
    }
  }
}
