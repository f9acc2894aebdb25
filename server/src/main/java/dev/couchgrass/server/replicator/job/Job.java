package dev.couchgrass.server.replicator.job;

import dev.couchgrass.server.replicator.request.ReplicationRequest;
import dev.couchgrass.server.replicator.run.Figures;
import dev.couchgrass.server.replicator.run.JobRun;
import dev.couchgrass.server.replicator.schedule.JobStatus;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.Optional;

/** A job, and its run if one is under way. */
final class Job {
  /** A run under way. */
  record Running(JobRun run, Instant since) {}

  final String id;
  final Origin origin;
  final ReplicationRequest request;
  final Instant added;

  /** Completes when the job is over: done, taken back, or, if it was asked for once, failed. */
  final Promise<JobEnd> over = Promise.promise();

  Optional<Running> running = Optional.empty();
  private Figures earlier = Figures.NONE;

  Job(String id, Origin origin, ReplicationRequest request, Instant added) {
    this.id = id;
    this.origin = origin;
    this.request = request;
    this.added = added;
  }

  Figures figures() {
    return running.map(one -> one.run().figures(earlier)).orElse(earlier);
  }

  /** The run is over; what it did counts from now on. */
  void rest() {
    earlier = figures();
    running = Optional.empty();
  }

  void takenBack() {
    over.tryComplete(new JobEnd(Optional.empty(), figures()));
  }

  /** Whether its failure is its end: somebody waits for an answer. */
  boolean once() {
    return origin instanceof Origin.Request && !request.continuous();
  }

  JobView view(JobStatus status) {
    return new JobView(id, origin, request, status, figures(), added, running.map(Running::since));
  }
}
