package dev.couchgrass.server.replicator.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.core.json.JsonBody;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A document of a replicator database, and what the replicator writes into it: its end, and nothing
 * before that.
 */
public record ReplicatorDocument(ObjectNode tree) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String STATE = "_replication_state";
  private static final String TIME = "_replication_state_time";
  private static final String REASON = "_replication_state_reason";
  private static final String STATS = "_replication_stats";

  /** How it ended. */
  public enum End {
    COMPLETED,
    FAILED
  }

  public static ReplicatorDocument of(JsonBody body) {
    try {
      return new ReplicatorDocument((ObjectNode) MAPPER.readTree(body.bytes()));
    } catch (IOException e) {
      throw new IllegalStateException("A body that was read before is malformed", e);
    }
  }

  /**
   * Makes sure that a body can become a replication, or is the end of one that could not.
   *
   * @throws dev.couchgrass.server.http.HttpFailure in CouchDB's words, if it can't
   */
  static void check(JsonBody body) {
    ReplicatorDocument document = of(body);
    if (!document.end().equals(Optional.of(End.FAILED))) {
      document.request(new RequestReader(Duration.ZERO));
    }
  }

  /**
   * The replication that it asks for.
   *
   * @throws dev.couchgrass.server.http.HttpFailure if it asks for none, or for one not done here
   */
  public ReplicationRequest request(RequestReader reader) {
    DocumentRules.check(tree);
    return reader.read(tree, DocumentRules.userContext(tree));
  }

  /** Whether it has ended, and how. */
  public Optional<End> end() {
    return switch (tree.path(STATE).asText()) {
      case "completed" -> Optional.of(End.COMPLETED);
      case "failed" -> Optional.of(End.FAILED);
      default -> Optional.empty();
    };
  }

  /** When it ended, as it was written. */
  public String endTime() {
    return tree.path(TIME).asText();
  }

  /** Why it failed. */
  public String reason() {
    return tree.path(REASON).asText();
  }

  /** What it did until it was completed. */
  public ObjectNode stats() {
    return tree.path(STATS) instanceof ObjectNode stats ? stats : MAPPER.createObjectNode();
  }

  /** The body once it is completed. */
  public JsonBody completed(ObjectNode stats, Instant now) {
    ObjectNode next = ended("completed", now);
    next.set(STATS, stats);
    return body(next);
  }

  /** The body once it has failed. */
  public JsonBody failed(String reason, Instant now) {
    return body(ended("failed", now).put(REASON, reason));
  }

  private ObjectNode ended(String state, Instant now) {
    ObjectNode next = tree.deepCopy();
    next.remove(REASON);
    next.remove(STATS);
    return next.put(STATE, state).put(TIME, timestamp(now));
  }

  /** A time as CouchDB writes them here: to the second. */
  public static String timestamp(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Without what it says: there are passwords in it. */
  @Override
  public String toString() {
    return "ReplicatorDocument[end=" + end() + ']';
  }

  private static JsonBody body(ObjectNode tree) {
    try {
      return JsonBody.parse(MAPPER.writeValueAsBytes(tree));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
