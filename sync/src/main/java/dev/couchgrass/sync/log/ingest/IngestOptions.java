package dev.couchgrass.sync.log.ingest;

import java.util.Objects;
import java.util.Optional;

/**
 * How operations are taken in.
 *
 * @param maxWaiting how many may wait for operations before them, of all logs
 * @param maxWaitingBytes of those
 * @param maxGap how far ahead of its log's newest one an operation may be to wait
 * @param orderer into which each operation is put from then on, one's own too, in the same
 *     transaction, with what its extensions name as previous ones; empty for none. What was there
 *     before is for the application to put there
 */
public record IngestOptions(
    int maxWaiting, long maxWaitingBytes, long maxGap, Optional<String> orderer) {
  /** 10,000 operations of 64 MiB in all, 10,000 ahead; no orderer. */
  public static final IngestOptions DEFAULTS =
      new IngestOptions(10_000, 64L << 20, 10_000, Optional.empty());

  /**
   * @throws IllegalArgumentException if a number is negative
   */
  public IngestOptions {
    Objects.requireNonNull(orderer);
    if (maxWaiting < 0 || maxWaitingBytes < 0 || maxGap < 0) {
      throw new IllegalArgumentException("A limit is not negative");
    }
  }

  /** The same, but with room for so many that wait. */
  public IngestOptions withMaxWaiting(int count) {
    return new IngestOptions(count, maxWaitingBytes, maxGap, orderer);
  }

  /** The same, but with room for so many bytes of those that wait. */
  public IngestOptions withMaxWaitingBytes(long bytes) {
    return new IngestOptions(maxWaiting, bytes, maxGap, orderer);
  }

  /** The same, but that an orderer gets each operation. */
  public IngestOptions withOrderer(String name) {
    return new IngestOptions(maxWaiting, maxWaitingBytes, maxGap, Optional.of(name));
  }
}
