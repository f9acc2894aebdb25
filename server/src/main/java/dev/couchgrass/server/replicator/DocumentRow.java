package dev.couchgrass.server.replicator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.replicator.document.DocumentState;
import dev.couchgrass.server.replicator.job.JobView;
import dev.couchgrass.server.replicator.job.Origin;
import dev.couchgrass.server.replicator.request.ReplicatorDocument;
import dev.couchgrass.server.replicator.request.RequestReader;
import dev.couchgrass.server.replicator.schedule.JobEvent;
import dev.couchgrass.server.replicator.schedule.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A document of a replicator database as {@code _scheduler/docs} shows it. */
final class DocumentRow {
  private static final RequestReader READER = new RequestReader(Duration.ZERO);

  private DocumentRow() {}

  /**
   * Makes the row.
   *
   * @param job of the document, if it has become one
   */
  static ObjectNode of(
      Origin.Document origin,
      ReplicatorDocument document,
      DocumentState state,
      Optional<JobView> job) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("database", origin.database().value()).put("doc_id", origin.id().value());
    row.putNull("id").put("node", JobJson.NODE);
    sides(row, document);
    if (document.end().isPresent()) {
      ended(row, document, document.end().get());
    } else if (job.isPresent()) {
      scheduled(row, job.get());
    } else {
      underWay(row, state);
    }
    return row.putNull("source_proxy").putNull("target_proxy");
  }

  /** A document that is none may have anything in their place, which is not shown. */
  private static void sides(ObjectNode row, ReplicatorDocument document) {
    try {
      var request = document.request(READER);
      row.put("source", request.source().shown()).put("target", request.target().shown());
    } catch (HttpFailure e) {
      row.putNull("source").putNull("target");
    }
  }

  private static void ended(
      ObjectNode row, ReplicatorDocument document, ReplicatorDocument.End end) {
    boolean failed = end == ReplicatorDocument.End.FAILED;
    JsonNode info = failed ? error(document.reason()) : document.stats();
    String start = document.stats().path("start_time").asText(document.endTime());
    fill(row, end.name().toLowerCase(Locale.ROOT), info, failed ? 1 : 0);
    row.put("last_updated", document.endTime()).put("start_time", start);
  }

  private static void scheduled(ObjectNode row, JobView job) {
    JobStatus status = job.status();
    List<JobEvent> history = status.history();
    JsonNode info =
        status.state() == JobStatus.State.CRASHING
            ? error(history.get(0).reason().orElse(""))
            : job.figures().json();
    row.put("id", job.id());
    fill(row, status.state().name().toLowerCase(Locale.ROOT), info, status.errors());
    times(row, history.get(0).time(), job.added());
  }

  private static void times(ObjectNode row, Instant updated, Instant started) {
    row.put("last_updated", ReplicatorDocument.timestamp(updated))
        .put("start_time", ReplicatorDocument.timestamp(started));
  }

  private static void underWay(ObjectNode row, DocumentState state) {
    if (state instanceof DocumentState.Hindered hindered) {
      fill(row, "error", error(hindered.reason()), 1);
    } else if (state instanceof DocumentState.Ending ending) {
      JsonNode info = ending.completed() ? NullNode.getInstance() : error(ending.reason());
      fill(row, ending.completed() ? "completed" : "failed", info, ending.completed() ? 0 : 1);
    } else {
      fill(row, "initializing", NullNode.getInstance(), 0);
    }
    row.putNull("last_updated").putNull("start_time");
  }

  private static void fill(ObjectNode row, String state, JsonNode info, int errors) {
    row.put("state", state).put("error_count", errors).set("info", info);
  }

  private static ObjectNode error(String reason) {
    return JsonNodeFactory.instance.objectNode().put("error", reason);
  }
}
