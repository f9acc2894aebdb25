package dev.couchgrass.server.options;

import dev.couchgrass.server.replication.RemoteDatabases;
import dev.couchgrass.sync.options.RetryPolicy;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How the replications go that the server runs itself.
 *
 * @param maxJobs how many run at a time; what one holds in memory is told at {@link
 *     dev.couchgrass.sync.options.ReplicationOptions.Batching}
 * @param interval how long a continuous one runs, at least, before it makes room for one that waits
 * @param maxChurn how many make room at a time
 * @param maxRequests how many that {@code _replicate} asked for run and wait together, 503 beyond
 * @param checkpointInterval between two checkpoints, where a replication does not say
 * @param backoff the pauses after failures in a row; its number of attempts does not count, since a
 *     replication is tried until it succeeds or is taken back
 * @param remotes opens databases by URL; without it, URLs are refused
 */
public record ReplicatorOptions(
    int maxJobs,
    Duration interval,
    int maxChurn,
    int maxRequests,
    Duration checkpointInterval,
    RetryPolicy backoff,
    Optional<RemoteDatabases> remotes) {
  /** 20 jobs that take turns of a minute; pauses from 5 seconds to 10 minutes; no URLs. */
  public static final ReplicatorOptions DEFAULTS =
      new ReplicatorOptions(
          20,
          Duration.ofMinutes(1),
          20,
          1_000,
          Duration.ofSeconds(5),
          RetryPolicy.FOR_EVER.withPauses(Duration.ofSeconds(5), Duration.ofMinutes(10)),
          Optional.empty());

  public ReplicatorOptions {
    Objects.requireNonNull(backoff);
    Objects.requireNonNull(remotes);
    if (maxJobs < 1 || maxChurn < 1 || maxRequests < 1) {
      throw new IllegalArgumentException("maxJobs, maxChurn and maxRequests must be at least 1");
    }
    if (interval.toMillis() < 1 || interval.toDays() > 1) {
      throw new IllegalArgumentException("The interval is a millisecond to a day");
    }
    if (checkpointInterval.isNegative() || checkpointInterval.toDays() > 1) {
      throw new IllegalArgumentException("The checkpoint interval is at most a day");
    }
  }

  public ReplicatorOptions withMaxJobs(int maxJobs) {
    return new ReplicatorOptions(
        maxJobs, interval, maxChurn, maxRequests, checkpointInterval, backoff, remotes);
  }

  public ReplicatorOptions withInterval(Duration interval) {
    return new ReplicatorOptions(
        maxJobs, interval, maxChurn, maxRequests, checkpointInterval, backoff, remotes);
  }

  public ReplicatorOptions withMaxChurn(int maxChurn) {
    return new ReplicatorOptions(
        maxJobs, interval, maxChurn, maxRequests, checkpointInterval, backoff, remotes);
  }

  public ReplicatorOptions withMaxRequests(int maxRequests) {
    return new ReplicatorOptions(
        maxJobs, interval, maxChurn, maxRequests, checkpointInterval, backoff, remotes);
  }

  public ReplicatorOptions withCheckpointInterval(Duration checkpointInterval) {
    return new ReplicatorOptions(
        maxJobs, interval, maxChurn, maxRequests, checkpointInterval, backoff, remotes);
  }

  public ReplicatorOptions withBackoff(RetryPolicy backoff) {
    return new ReplicatorOptions(
        maxJobs, interval, maxChurn, maxRequests, checkpointInterval, backoff, remotes);
  }

  public ReplicatorOptions withRemotes(RemoteDatabases remotes) {
    return new ReplicatorOptions(
        maxJobs,
        interval,
        maxChurn,
        maxRequests,
        checkpointInterval,
        backoff,
        Optional.of(remotes));
  }
}
