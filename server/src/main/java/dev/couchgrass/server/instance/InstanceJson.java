package dev.couchgrass.server.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.json.DatabaseJson;
import dev.couchgrass.store.DatabaseInfo;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** JSON of the instance's endpoints. */
public final class InstanceJson {
  static final ObjectMapper MAPPER = new ObjectMapper();

  private InstanceJson() {}

  /** A list of strings within a request's body. */
  static List<String> texts(Buffer body, String member, int max) {
    JsonNode list;
    try {
      list = MAPPER.readTree(body.getBytes()).path(member);
    } catch (IOException e) {
      throw HttpFailure.badRequest("invalid UTF-8 JSON");
    }
    if (!list.isArray()) {
      throw HttpFailure.badRequest("`" + member + "` member must exist.");
    }
    if (list.size() > max) {
      throw HttpFailure.tooLarge("Too many keys in one request");
    }
    List<String> texts = new ArrayList<>(list.size());
    for (JsonNode text : list) {
      if (!text.isTextual()) {
        throw HttpFailure.badRequest("`" + member + "` must be an array of strings.");
      }
      texts.add(text.asText());
    }
    return texts;
  }

  /** A database in figures, as {@code GET /{db}} shows it. */
  public static ObjectNode of(DatabaseInfo info) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("db_name", info.name().value())
        .put("purge_seq", Long.toString(info.purgeSequence()))
        .put("update_seq", info.updateSequence().token());
    tree.putObject("sizes")
        .put("file", info.sizes().file())
        .put("external", info.sizes().external())
        .put("active", info.sizes().active());
    tree.putObject("props");
    tree.put("doc_del_count", info.deletedDocuments())
        .put("doc_count", info.documents())
        .put("disk_format_version", 8)
        .put("compact_running", info.compactRunning());
    tree.putObject("cluster").put("q", 1).put("n", 1).put("w", 1).put("r", 1);
    return tree.put("instance_start_time", DatabaseJson.startTime(info));
  }
}
