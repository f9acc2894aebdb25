package dev.couchgrass.server.replicator.job;

import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.options.ReplicatorOptions;
import dev.couchgrass.server.replicator.request.ReplicationRequest;
import dev.couchgrass.server.replicator.run.JobRun;
import dev.couchgrass.server.replicator.run.Outcome;
import dev.couchgrass.server.replicator.run.Sides;
import dev.couchgrass.server.replicator.schedule.Schedule;
import dev.couchgrass.sync.Replicator;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** All jobs. Everything happens on the one context on which it is called. */
public final class Jobs {
  /** Who ran for so long was not failing, as in CouchDB. */
  private static final Duration HEALTHY = Duration.ofMinutes(2);

  private final Sides sides;
  private final Replicator replicator;
  private final InstantSource clock;
  private final Alarm alarm;
  private final Schedule schedule;
  private final int maxRequests;
  private final Map<String, Job> jobs = new TreeMap<>();
  private Runnable disarm = () -> {};
  private boolean closed;

  public Jobs(
      Sides sides,
      Replicator replicator,
      InstantSource clock,
      RandomGenerator random,
      Alarm alarm,
      ReplicatorOptions options) {
    this.sides = sides;
    this.replicator = replicator;
    this.clock = clock;
    this.alarm = alarm;
    this.maxRequests = options.maxRequests();
    this.schedule =
        new Schedule(
            new Schedule.Limits(options.maxJobs(), options.interval(), options.maxChurn()),
            failures -> options.backoff().pause(failures, random));
  }

  /** A job; empty if there is none of this id. */
  public Optional<JobView> find(String id) {
    return Optional.ofNullable(jobs.get(id)).map(this::view);
  }

  /** All of them, by their ids. */
  public List<JobView> all() {
    return jobs.values().stream().map(this::view).toList();
  }

  private JobView view(Job job) {
    return job.view(schedule.status(job.id).orElseThrow());
  }

  /**
   * Adds what a client wants, or joins the job that does the same already. Completes when it is
   * over; without an answer if it was taken back. Fails with 503 if there are too many.
   */
  public Future<JobEnd> request(ReplicationRequest request) {
    Job same = jobs.get(request.id());
    if (same != null) {
      return same.over.future();
    }
    long requests =
        jobs.values().stream().filter(job -> job.origin instanceof Origin.Request).count();
    if (requests >= maxRequests || closed) {
      throw new HttpFailure(503, "service_unavailable", "Too many replications run and wait");
    }
    return add(new Origin.Request(), request);
  }

  /** Completes when a job is over, however it ends; at once if there is none of this id. */
  public Future<Void> over(String id) {
    return Optional.ofNullable(jobs.get(id))
        .map(job -> job.over.future().otherwiseEmpty().<Void>mapEmpty())
        .orElseGet(Future::succeededFuture);
  }

  /**
   * Adds a job that there is not yet. Completes when it is over, without an answer if it was taken
   * back.
   */
  public Future<JobEnd> add(Origin origin, ReplicationRequest request) {
    Instant now = clock.instant();
    Job job = new Job(request.id(), origin, request, now);
    schedule.add(job.id, request.continuous(), now);
    jobs.put(job.id, job);
    turn();
    return job.over.future();
  }

  /** Takes a job back. Completes when it has ended and has noted how far it came. */
  public Future<Void> remove(String id) {
    Job job = jobs.get(id);
    if (job == null) {
      return Future.succeededFuture();
    }
    Future<Void> stopped = stop(job);
    end(job);
    job.takenBack();
    return stopped;
  }

  private static Future<Void> stop(Job job) {
    return job.running.map(one -> one.run().stop()).orElseGet(Future::succeededFuture);
  }

  private void end(Job job) {
    jobs.remove(job.id);
    schedule.remove(job.id);
    turn();
  }

  /** Starts and stops what is due, and sees to it that this is asked again in time. */
  private void turn() {
    if (closed) {
      return;
    }
    Instant now = clock.instant();
    Schedule.Turn turn = schedule.turn(now);
    for (String id : turn.stop()) {
      Optional.ofNullable(jobs.get(id)).ifPresent(Jobs::stop);
    }
    for (String id : turn.start()) {
      Optional.ofNullable(jobs.get(id)).ifPresent(job -> start(job, now));
    }
    disarm.run();
    disarm =
        schedule
            .next(now)
            .map(next -> alarm.set(Duration.between(now, next), this::turn))
            .orElse(() -> {});
  }

  private void start(Job job, Instant now) {
    JobRun run = JobRun.start(sides, replicator, clock, job.request);
    job.running = Optional.of(new Job.Running(run, now));
    run.ended().onComplete(over -> ended(job, run, over));
  }

  private void ended(Job job, JobRun run, AsyncResult<Outcome> over) {
    if (jobs.get(job.id) != job) {
      // It was taken back, and nobody asks any more.
      return;
    }
    Instant now = clock.instant();
    Duration ran = job.running.map(one -> Duration.between(one.since(), now)).orElse(Duration.ZERO);
    boolean healthy = run.advanced() || ran.compareTo(HEALTHY) >= 0;
    job.rest();
    if (over.succeeded() && over.result().answer().isPresent()) {
      end(job);
      job.over.complete(new JobEnd(over.result().answer(), job.figures()));
    } else if (over.succeeded()) {
      schedule.stopped(job.id, now);
      turn();
    } else if (job.once()) {
      end(job);
      job.over.fail(over.cause());
    } else {
      schedule.crashed(job.id, reason(over.cause()), healthy, now);
      turn();
    }
  }

  private static String reason(Throwable cause) {
    return cause instanceof HttpFailure failure
        ? failure.word() + ": " + failure.reason()
        : String.valueOf(cause.getMessage());
  }

  /**
   * Stops all jobs. Completes when they have noted how far they came, or when the patience ends:
   * what still runs then is broken off.
   */
  public Future<Void> close(Duration patience) {
    closed = true;
    disarm.run();
    List<JobRun> runs = new ArrayList<>();
    List<Future<Void>> stops = new ArrayList<>();
    for (Job job : List.copyOf(jobs.values())) {
      job.takenBack();
      job.running.ifPresent(
          one -> {
            runs.add(one.run());
            stops.add(one.run().stop());
          });
    }
    jobs.clear();
    Promise<Void> over = Promise.promise();
    Runnable calm =
        alarm.set(
            patience,
            () -> {
              runs.forEach(JobRun::abandon);
              over.tryComplete();
            });
    Future.join(stops)
        .onComplete(
            stopped -> {
              calm.run();
              over.tryComplete();
            });
    return over.future();
  }
}
