package dev.couchgrass.sync.checkpoint;

import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.document.LocalDocument;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one side keeps: the sessions that replicated, the newest first.
 *
 * @param revision of the local document; 0 if there is none
 * @param alone the instance of the source, if the target kept it because the source could not
 */
record CheckpointDocument(long revision, Optional<String> alone, List<CheckpointEntry> history) {
  static final CheckpointDocument NONE = new CheckpointDocument(0, Optional.empty(), List.of());

  /** Older ones are dropped. */
  private static final int MOST = 50;

  private static final int VERSION = 3;
  private static final String ALONE = "target_only_of";

  CheckpointDocument {
    history = List.copyOf(history);
  }

  /** Of what was read. What cannot be understood is no checkpoint: the replication then begins. */
  static CheckpointDocument of(LocalDocument read) {
    JsonObject json = new JsonObject(read.body().toString());
    List<CheckpointEntry> history = new ArrayList<>();
    if (json.getValue("history") instanceof JsonArray entries) {
      for (Object entry : entries) {
        if (entry instanceof JsonObject object) {
          CheckpointEntry.of(object).ifPresent(history::add);
        }
      }
    }
    Optional<String> alone =
        json.getValue(ALONE) instanceof String instance ? Optional.of(instance) : Optional.empty();
    return new CheckpointDocument(read.revision(), alone, history);
  }

  /** The same with an entry in front, in place of its session's last one. */
  CheckpointDocument with(CheckpointEntry entry, Optional<String> withoutSource) {
    List<CheckpointEntry> entries = new ArrayList<>(List.of(entry));
    history.stream()
        .filter(each -> !each.session().equals(entry.session()))
        .limit(MOST - 1L)
        .forEach(entries::add);
    return new CheckpointDocument(revision, withoutSource, entries);
  }

  /** The entry of a session. */
  Optional<CheckpointEntry> entry(String session) {
    return history.stream().filter(each -> each.session().equals(session)).findFirst();
  }

  JsonBody body() {
    CheckpointEntry newest = history.get(0);
    JsonArray entries = new JsonArray();
    history.forEach(entry -> entries.add(entry.json()));
    JsonObject json =
        new JsonObject()
            .put("session_id", newest.session())
            .put("source_last_seq", newest.recorded().token())
            .put("replication_id_version", VERSION)
            .put("replicator", "couchgrass")
            .put("history", entries);
    alone.ifPresent(instance -> json.put(ALONE, instance));
    return JsonBody.parse(json.encode().getBytes(StandardCharsets.UTF_8));
  }
}
