package dev.couchgrass.server.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.core.json.JsonBody;
import java.io.IOException;

/** Bodies as trees and back. */
final class Trees {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Trees() {}

  static ObjectNode parse(JsonBody body) {
    try {
      return (ObjectNode) MAPPER.readTree(body.bytes());
    } catch (IOException e) {
      throw new IllegalStateException("A body that was read before is malformed", e);
    }
  }

  static JsonBody body(ObjectNode tree) {
    try {
      return JsonBody.parse(MAPPER.writeValueAsBytes(tree));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
