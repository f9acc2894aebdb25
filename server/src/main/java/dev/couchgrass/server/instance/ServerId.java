package dev.couchgrass.server.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.UUID;

/**
 * The server's own id. Clients build their checkpoints' names on it, so it is kept where the
 * databases are, in a local document of {@code _users}: it lives as long as they do, and is never
 * replicated.
 */
public final class ServerId {
  private ServerId() {}

  /** Reads the id, or makes one. */
  public static Future<String> of(Storage storage) {
    return storage.openOrCreate(new DatabaseName("_users")).compose(ServerId::in);
  }

  private static Future<String> in(DocumentStore users) {
    LocalDocumentId id = new LocalDocumentId("couchgrass-server");
    return users
        .local(id)
        .compose(
            found -> {
              if (found.isPresent()) {
                return Future.succeededFuture(read(found.get().body()));
              }
              String uuid = UUID.randomUUID().toString().replace("-", "");
              String text = JsonNodeFactory.instance.objectNode().put("uuid", uuid).toString();
              return users.putLocal(id, 0, JsonBody.parse(text)).map(uuid);
            });
  }

  private static String read(JsonBody body) {
    try {
      JsonNode tree = InstanceJson.MAPPER.readTree(body.bytes());
      return tree.path("uuid").asText();
    } catch (IOException e) {
      throw new IllegalStateException("A body that was read before is malformed", e);
    }
  }
}
