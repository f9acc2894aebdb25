package dev.couchgrass.server.replicator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.server.replicator.job.JobView;
import dev.couchgrass.server.replicator.job.Origin;
import dev.couchgrass.server.replicator.request.ReplicatorDocument;
import dev.couchgrass.server.replicator.schedule.JobEvent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Jobs as CouchDB shows them; addresses without credentials. */
final class JobJson {
  /** What a server that is no cluster calls itself. */
  static final String NODE = "nonode@nohost";

  private JobJson() {}

  /** A row of {@code _scheduler/jobs}. */
  static ObjectNode scheduled(JobView job) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    origin(row, job);
    row.put("id", job.id()).putNull("pid");
    sides(row, job);
    row.set("info", job.figures().json());
    row.set("history", history(job.status().history()));
    return row.put("node", NODE).put("start_time", ReplicatorDocument.timestamp(job.added()));
  }

  private static ArrayNode history(List<JobEvent> events) {
    ArrayNode history = JsonNodeFactory.instance.arrayNode();
    for (JobEvent event : events) {
      ObjectNode each = history.addObject();
      each.put("timestamp", ReplicatorDocument.timestamp(event.time()))
          .put("type", event.kind().name().toLowerCase(Locale.ROOT));
      event.reason().ifPresent(reason -> each.put("reason", reason));
    }
    return history;
  }

  /** A row of {@code _active_tasks}, for a job that runs. */
  static ObjectNode task(JobView job, Instant started, Instant now) {
    ObjectNode row = job.figures().json();
    row.put("type", "replication").put("replication_id", job.id());
    origin(row, job);
    sides(row, job);
    return row.put("continuous", job.request().continuous())
        .put("checkpoint_interval", job.request().options().checkpointInterval().toMillis())
        .put("node", NODE)
        .putNull("pid")
        .put("started_on", started.getEpochSecond())
        .put("updated_on", now.getEpochSecond());
  }

  private static void origin(ObjectNode row, JobView job) {
    if (job.origin() instanceof Origin.Document document) {
      row.put("database", document.database().value()).put("doc_id", document.id().value());
    } else {
      row.putNull("database").putNull("doc_id");
    }
    row.put("user", job.request().user().name().orElse(null));
  }

  private static void sides(ObjectNode row, JobView job) {
    row.put("source", job.request().source().shown()).put("target", job.request().target().shown());
  }
}
