package dev.couchgrass.server.replicator.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.server.http.HttpFailure;
import java.util.Optional;

/** Reads a request's members, and refuses with 400 what is of a wrong form, in CouchDB's words. */
record Members(ObjectNode tree) {
  /** A member, unless it is missing. */
  Optional<JsonNode> find(String name) {
    return Optional.ofNullable(tree.get(name));
  }

  boolean flag(String name, boolean otherwise) {
    Optional<JsonNode> value = find(name);
    if (value.isPresent() && !value.get().isBoolean()) {
      throw wrong(name, "a boolean");
    }
    return value.map(JsonNode::asBoolean).orElse(otherwise);
  }

  /** A positive number, which may be written as a text; what is more than the most is the most. */
  Optional<Integer> count(String name, int most) {
    Optional<JsonNode> value = find(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    String text = value.get().asText();
    if (!text.matches("0*[1-9][0-9]{0,17}")) {
      throw wrong(name, "a positive integer");
    }
    return Optional.of((int) Math.min(most, Long.parseLong(text)));
  }

  void requireObject(String name) {
    if (find(name).filter(value -> !value.isObject()).isPresent()) {
      throw wrong(name, "a JSON object");
    }
  }

  /** Without their values: there are passwords among them. */
  @Override
  public String toString() {
    return "Members[]";
  }

  static HttpFailure wrong(String name, String form) {
    return HttpFailure.badRequest("parameter `" + name + "` must be " + form);
  }
}
