package dev.couchgrass.sync.options;

import dev.couchgrass.store.result.UpdateSequence;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a replication goes.
 *
 * @param selection which documents it takes
 * @param winnersOnly whether conflicts stay behind: only each document's winner travels
 * @param live whether it goes on with what happens later, without end
 * @param since where to begin, unless a replication that began there as well came further; its
 *     checkpoints are no other replication's, as they say nothing of what was before
 * @param checkpoints whether it goes on where the last one ended, and notes how far it came
 * @param checkpointInterval how much time may pass between two notes while changes travel
 * @param batch how much travels at once
 * @param retry what happens when something fails
 * @param patience how long nothing may come of what is under way, before it counts as failed; it
 *     takes up to twice as long to notice. A live one that waits for changes is not under way:
 *     whether its source is still there is for the store to find out
 */
public record ReplicationOptions(
    Selection selection,
    boolean winnersOnly,
    boolean live,
    Optional<UpdateSequence> since,
    boolean checkpoints,
    Duration checkpointInterval,
    Batching batch,
    RetryPolicy retry,
    Duration patience) {
  /** Everything there is now, from where the last one ended. */
  public static final ReplicationOptions DEFAULTS =
      new ReplicationOptions(
          Selection.ALL,
          false,
          false,
          Optional.empty(),
          true,
          Duration.ofSeconds(5),
          Batching.DEFAULTS,
          RetryPolicy.DEFAULTS,
          Duration.ofMinutes(5));

  /**
   * How much travels at once. What is in memory at a time is about {@code workers × bytes}, and the
   * largest document beside it; attachments pass through in pieces.
   *
   * @param documents the most changes in a batch
   * @param bytes the most bytes of bodies in one request, about; a single body may be more
   * @param workers how many batches are under way at a time
   */
  public record Batching(int documents, long bytes, int workers) {
    public static final Batching DEFAULTS = new Batching(500, 4L << 20, 4);

    public Batching {
      if (documents < 1 || bytes < 1 || workers < 1) {
        throw new IllegalArgumentException("documents, bytes and workers must be at least 1");
      }
    }

    public Batching withDocuments(int documents) {
      return new Batching(documents, bytes, workers);
    }

    public Batching withBytes(long bytes) {
      return new Batching(documents, bytes, workers);
    }

    public Batching withWorkers(int workers) {
      return new Batching(documents, bytes, workers);
    }
  }

  public ReplicationOptions {
    Objects.requireNonNull(selection);
    Objects.requireNonNull(since);
    Objects.requireNonNull(batch);
    Objects.requireNonNull(retry);
    if (checkpointInterval.isNegative() || checkpointInterval.toDays() > 1) {
      throw new IllegalArgumentException("The checkpoint interval is at most a day");
    }
    if (patience.toMillis() < 1 || patience.toDays() > 1) {
      throw new IllegalArgumentException("Patience is a millisecond to a day");
    }
  }

  public ReplicationOptions withSelection(Selection selection) {
    return new ReplicationOptions(
        selection,
        winnersOnly,
        live,
        since,
        checkpoints,
        checkpointInterval,
        batch,
        retry,
        patience);
  }

  public ReplicationOptions withWinnersOnly(boolean winnersOnly) {
    return new ReplicationOptions(
        selection,
        winnersOnly,
        live,
        since,
        checkpoints,
        checkpointInterval,
        batch,
        retry,
        patience);
  }

  /** Live ones never give up, unless they are told to by {@link #withRetry} afterwards. */
  public ReplicationOptions withLive(boolean live) {
    return new ReplicationOptions(
        selection,
        winnersOnly,
        live,
        since,
        checkpoints,
        checkpointInterval,
        batch,
        live ? RetryPolicy.FOR_EVER : retry,
        patience);
  }

  public ReplicationOptions withSince(UpdateSequence since) {
    return new ReplicationOptions(
        selection,
        winnersOnly,
        live,
        Optional.of(since),
        checkpoints,
        checkpointInterval,
        batch,
        retry,
        patience);
  }

  public ReplicationOptions withCheckpoints(boolean checkpoints) {
    return new ReplicationOptions(
        selection,
        winnersOnly,
        live,
        since,
        checkpoints,
        checkpointInterval,
        batch,
        retry,
        patience);
  }

  public ReplicationOptions withCheckpointInterval(Duration checkpointInterval) {
    return new ReplicationOptions(
        selection,
        winnersOnly,
        live,
        since,
        checkpoints,
        checkpointInterval,
        batch,
        retry,
        patience);
  }

  public ReplicationOptions withBatch(Batching batch) {
    return new ReplicationOptions(
        selection,
        winnersOnly,
        live,
        since,
        checkpoints,
        checkpointInterval,
        batch,
        retry,
        patience);
  }

  public ReplicationOptions withRetry(RetryPolicy retry) {
    return new ReplicationOptions(
        selection,
        winnersOnly,
        live,
        since,
        checkpoints,
        checkpointInterval,
        batch,
        retry,
        patience);
  }

  public ReplicationOptions withPatience(Duration patience) {
    return new ReplicationOptions(
        selection,
        winnersOnly,
        live,
        since,
        checkpoints,
        checkpointInterval,
        batch,
        retry,
        patience);
  }
}
