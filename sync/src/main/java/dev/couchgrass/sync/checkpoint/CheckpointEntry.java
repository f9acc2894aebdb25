package dev.couchgrass.sync.checkpoint;

import dev.couchgrass.store.result.UpdateSequence;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What is kept of a session: how far it came last. In CouchDB's form, with a number beside it,
 * since sequences themselves cannot be compared.
 *
 * @param number counts the session's checkpoints: of two, the one with the lower number is older
 * @param json the whole entry, as it is kept
 */
record CheckpointEntry(String session, UpdateSequence recorded, long number, JsonObject json) {
  private static final String SESSION = "session_id";
  private static final String RECORDED = "recorded_seq";
  private static final String NUMBER = "checkpoint";

  /** Of what was kept; empty if it is none. */
  static Optional<CheckpointEntry> of(JsonObject json) {
    if (json.getValue(SESSION) instanceof String session && json.containsKey(RECORDED)) {
      long number = json.getValue(NUMBER) instanceof Number kept ? kept.longValue() : 0;
      UpdateSequence recorded = new UpdateSequence(String.valueOf(json.getValue(RECORDED)));
      return Optional.of(new CheckpointEntry(session, recorded, number, json));
    }
    return Optional.empty();
  }

  /** A new one. */
  static CheckpointEntry of(
      String session, UpdateSequence recorded, long number, JsonObject figures) {
    JsonObject json =
        new JsonObject()
            .put(SESSION, session)
            .put(RECORDED, recorded.token())
            .put(NUMBER, number)
            .mergeIn(figures);
    return new CheckpointEntry(session, recorded, number, json);
  }

  /** The one that promises less, of two of one session. */
  CheckpointEntry older(CheckpointEntry other) {
    return number <= other.number ? this : other;
  }
}
