package dev.couchgrass.sync.log.session;

import dev.couchgrass.store.operation.PageLimit;
import java.time.Duration;
import java.util.Objects;

/**
 * How a session of log sync goes, and how much it takes of the other side.
 *
 * @param live whether to go on when both have what the other has, if the other side would too
 * @param maxLogs that the other side may have; it may bring the topic here to nine tenths of that
 * @param maxOperations that it may announce, and send in all, live too
 * @param maxBytes that it may announce, and send in all, live too
 * @param page how much is read, and how much is taken in, at a time
 * @param silence after how long without a message the other side is given up, live or not; each
 *     side says four times within it that it is there. One that says no more than that, or takes
 *     nothing of what it is sent, is given up after ten times as long
 */
public record LogSyncOptions(
    boolean live,
    int maxLogs,
    long maxOperations,
    long maxBytes,
    PageLimit page,
    Duration silence) {
  /** Not live; 100,000 logs, 100 million operations, 1 TiB; 500 in a page of 1 MiB; a minute. */
  public static final LogSyncOptions DEFAULTS =
      new LogSyncOptions(
          false,
          100_000,
          100_000_000,
          1L << 40,
          new PageLimit(500, 1L << 20),
          Duration.ofMinutes(1));

  /**
   * @throws IllegalArgumentException if something is not positive
   */
  public LogSyncOptions {
    Objects.requireNonNull(page);
    if (maxLogs < 1 || maxOperations < 1 || maxBytes < 1) {
      throw new IllegalArgumentException("A limit is positive");
    }
    if (silence.isNegative() || silence.isZero()) {
      throw new IllegalArgumentException("A time is positive");
    }
  }

  /** The same, but for whether to go on. */
  public LogSyncOptions withLive(boolean value) {
    return new LogSyncOptions(value, maxLogs, maxOperations, maxBytes, page, silence);
  }

  /** The same, but that the other side may have so many logs. */
  public LogSyncOptions withMaxLogs(int count) {
    return new LogSyncOptions(live, count, maxOperations, maxBytes, page, silence);
  }

  /** The same, but that it may announce so many operations. */
  public LogSyncOptions withMaxOperations(long count) {
    return new LogSyncOptions(live, maxLogs, count, maxBytes, page, silence);
  }

  /** The same, but that it may announce so many bytes. */
  public LogSyncOptions withMaxBytes(long bytes) {
    return new LogSyncOptions(live, maxLogs, maxOperations, bytes, page, silence);
  }

  /** The same, with other pages. */
  public LogSyncOptions withPage(PageLimit limit) {
    return new LogSyncOptions(live, maxLogs, maxOperations, maxBytes, limit, silence);
  }

  /** The same, but that it may be silent for so long. */
  public LogSyncOptions withSilence(Duration time) {
    return new LogSyncOptions(live, maxLogs, maxOperations, maxBytes, page, time);
  }
}
