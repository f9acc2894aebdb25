package dev.couchgrass.server.replicator.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.replicator.job.JobEnd;
import dev.couchgrass.server.replicator.job.JobView;
import dev.couchgrass.server.replicator.job.Jobs;
import dev.couchgrass.server.replicator.job.Origin;
import dev.couchgrass.server.replicator.request.ReplicationRequest;
import dev.couchgrass.server.replicator.request.ReplicatorDocument;
import dev.couchgrass.server.replicator.request.RequestReader;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.document.StoredDocument;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Makes documents' replications jobs, and takes them back. Used on the jobs' context. */
public final class DocumentJobs {
  private final Jobs jobs;
  private final RequestReader reader;
  private final InstantSource clock;
  private final EndWriter ends;
  private final Map<Origin.Document, Tracked> tracked = new HashMap<>();

  DocumentJobs(Jobs jobs, RequestReader reader, InstantSource clock, EndWriter ends) {
    this.jobs = jobs;
    this.reader = reader;
    this.clock = clock;
    this.ends = ends;
  }

  /** What is known of a document beyond what it says itself. */
  public DocumentState state(Origin.Document origin) {
    return Optional.ofNullable(tracked.get(origin))
        .map(one -> one.state)
        .orElse(DocumentState.INITIALIZING);
  }

  /** A document of a replicator database has changed. */
  void changed(DocumentStore store, Change change) {
    if (change.id().isDesign()) {
      return;
    }
    Origin.Document origin = new Origin.Document(store.name(), change.id());
    Optional<StoredDocument> document = change.document().filter(found -> !change.deleted());
    if (document.isEmpty()) {
      forget(origin);
      return;
    }
    ReplicatorDocument wanted = ReplicatorDocument.of(document.get().body());
    if (wanted.end().isPresent()) {
      forget(origin);
      return;
    }
    take(new Tracked(origin, store, document.get().revision()), wanted);
  }

  /** A replicator database is no longer there. */
  void gone(DatabaseName database) {
    for (Origin.Document origin : List.copyOf(tracked.keySet())) {
      if (origin.database().equals(database)) {
        forget(origin);
      }
    }
  }

  private Future<Void> forget(Origin.Document origin) {
    return Optional.ofNullable(tracked.remove(origin))
        .flatMap(Tracked::job)
        .map(jobs::remove)
        .orElseGet(Future::succeededFuture);
  }

  private void take(Tracked next, ReplicatorDocument wanted) {
    try {
      next.request = Optional.of(wanted.request(reader));
    } catch (HttpFailure refusal) {
      forget(next.origin);
      tracked.put(next.origin, next);
      fail(next, refusal.reason());
      return;
    }
    Tracked before = tracked.get(next.origin);
    if (before != null && before.job().isPresent() && before.request.equals(next.request)) {
      next.state = before.state;
      tracked.put(next.origin, next);
      return;
    }
    // The next run may be of the same id: the last one's checkpoints come first.
    Future<Void> stopped = forget(next.origin);
    tracked.put(next.origin, next);
    stopped.onComplete(over -> begin(next));
  }

  private boolean current(Tracked one) {
    return tracked.get(one.origin) == one;
  }

  private void begin(Tracked one) {
    if (!current(one)) {
      return;
    }
    ReplicationRequest request = one.request.orElseThrow();
    String id = request.id();
    Optional<JobView> same = jobs.find(id);
    if (same.isEmpty()) {
      one.state = new DocumentState.Scheduled(id);
      jobs.add(one.origin, request).onSuccess(end -> ended(one.origin, id, end));
    } else if (same.get().origin() instanceof Origin.Document other) {
      fail(
          one,
          "Replication `"
              + id
              + "` specified by document `"
              + one.origin.id()
              + "` already started, triggered by document `"
              + other.id()
              + "` from db `"
              + other.database()
              + '`');
    } else {
      one.state =
          new DocumentState.Hindered(
              "Replication `"
                  + id
                  + "` specified by document `"
                  + one.origin.id()
                  + "` already running as a transient replication, started via `_replicate`");
      jobs.over(id).onSuccess(over -> begin(one));
    }
  }

  /** The document may have got another revision meanwhile that asks for the same. */
  private void ended(Origin.Document origin, String job, JobEnd end) {
    Tracked one = tracked.get(origin);
    if (one == null || end.answer().isEmpty() || !one.job().equals(Optional.of(job))) {
      return;
    }
    one.state = new DocumentState.Ending(true, "");
    Instant now = clock.instant();
    ObjectNode stats = end.figures().json();
    stats.put("start_time", ReplicatorDocument.timestamp(now));
    write(one, body -> ReplicatorDocument.of(body).completed(stats, now));
  }

  private void fail(Tracked one, String reason) {
    one.state = new DocumentState.Ending(false, reason);
    Instant now = clock.instant();
    write(one, body -> ReplicatorDocument.of(body).failed(reason, now));
  }

  private void write(Tracked one, UnaryOperator<JsonBody> change) {
    ends.write(one.store, one.origin.id(), one.revision, change, () -> current(one));
  }
}
