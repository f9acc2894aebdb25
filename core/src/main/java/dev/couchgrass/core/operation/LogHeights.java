package dev.couchgrass.core.operation;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far logs go, for each the sequence number of its newest operation. Immutable, in the order of
 * the logs.
 *
 * <p>As no log forks, two replicas find out what each lacks from their heights alone.
 */
public final class LogHeights {
  /** Of no log. */
  public static final LogHeights NONE = new LogHeights(new TreeMap<>());

  private final SortedMap<Log, Long> heights;

  private LogHeights(SortedMap<Log, Long> heights) {
    this.heights = Collections.unmodifiableSortedMap(heights);
  }

  /**
   * Heights of logs, which are copied.
   *
   * @throws IllegalArgumentException if one is negative, or greater than a log can have
   */
  public static LogHeights of(Map<Log, Long> heights) {
    heights.values().forEach(LogHeights::requireNumber);
    return new LogHeights(new TreeMap<>(heights));
  }

  private static void requireNumber(long height) {
    if (height < 0 || height > OperationLimits.MAX_SEQUENCE_NUMBER) {
      throw new IllegalArgumentException("A height is a sequence number");
    }
  }

  /** How far a log goes; empty if nothing is known of it. */
  public OptionalLong of(Log log) {
    Long height = heights.get(log);
    return height == null ? OptionalLong.empty() : OptionalLong.of(height);
  }

  /** All of them, in the order of the logs. */
  public SortedMap<Log, Long> all() {
    return heights;
  }

  public boolean isEmpty() {
    return heights.isEmpty();
  }

  /**
   * These with a log at least so high: a height that is not above the one there changes nothing.
   */
  public LogHeights advance(Log log, long height) {
    requireNumber(height);
    if (of(log).orElse(-1) >= height) {
      return this;
    }
    TreeMap<Log, Long> next = new TreeMap<>(heights);
    next.put(log, height);
    return new LogHeights(next);
  }

  /**
   * What others lack of what is here, in the order of the logs: a log that they do not know, whole;
   * one that they have less of, what comes behind theirs; nothing of one that they have as far, or
   * further.
   */
  public SortedMap<Log, LogRange> lackedBy(LogHeights others) {
    SortedMap<Log, LogRange> lacked = new TreeMap<>();
    heights.forEach(
        (log, height) -> {
          OptionalLong theirs = others.of(log);
          if (theirs.isEmpty() || theirs.getAsLong() < height) {
            lacked.put(log, new LogRange(theirs, OptionalLong.of(height)));
          }
        });
    return lacked;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LogHeights that && heights.equals(that.heights);
  }

  @Override
  public int hashCode() {
    return heights.hashCode();
  }

  @Override
  public String toString() {
    return heights.toString();
  }
}
