package dev.couchgrass.sync.log.ingest;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.sync.log.ingest.Checked.Formed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Valid operations that came before others of their logs, until those come. Bounded: when there is
 * no room, those of the log that has the most, furthest ahead first, make room for others'; so
 * nobody who signs much keeps out who signs little.
 */
final class WaitingOperations {
  private final IngestOptions options;
  private final Map<Log, TreeMap<Long, Formed>> logs = new HashMap<>();
  private int count;
  private long bytes;

  WaitingOperations(IngestOptions options) {
    this.options = options;
  }

  /**
   * Lets an operation wait.
   *
   * @param expected the sequence number of the first that is missing
   * @return whether it waits; one that did already waits on
   */
  synchronized boolean add(Log log, Formed operation, long expected) {
    long number = numberOf(operation);
    if (number - expected > options.maxGap()
        || operation.arrival().size() > options.maxWaitingBytes()
        || options.maxWaiting() == 0) {
      return false;
    }
    TreeMap<Long, Formed> waiting = logs.computeIfAbsent(log, absent -> new TreeMap<>());
    if (waiting.putIfAbsent(number, operation) == null) {
      count++;
      bytes += operation.arrival().size();
    }
    while (count > options.maxWaiting() || bytes > options.maxWaitingBytes()) {
      dropOne();
    }
    return find(log, number)
        .filter(there -> there.operation().equals(operation.operation()))
        .isPresent();
  }

  private void dropOne() {
    Map.Entry<Log, TreeMap<Long, Formed>> most =
        logs.entrySet().stream()
            .max((a, b) -> Integer.compare(a.getValue().size(), b.getValue().size()))
            .orElseThrow();
    remove(most.getKey(), most.getValue().lastKey());
  }

  /** What waits in a log with a sequence number. */
  synchronized Optional<Formed> find(Log log, long number) {
    return Optional.ofNullable(logs.get(log)).map(waiting -> waiting.get(number));
  }

  /** Forgets what waits in a log up to a sequence number, as the log has come so far. */
  synchronized void removeUntil(Log log, long number) {
    TreeMap<Long, Formed> waiting = logs.get(log);
    if (waiting != null) {
      List<Long> over = new ArrayList<>(waiting.headMap(number, true).keySet());
      over.forEach(each -> remove(log, each));
    }
  }

  private void remove(Log log, long number) {
    TreeMap<Long, Formed> waiting = logs.getOrDefault(log, new TreeMap<>());
    Formed removed = waiting.remove(number);
    if (removed != null) {
      count--;
      bytes -= removed.arrival().size();
    }
    if (waiting.isEmpty()) {
      logs.remove(log);
    }
  }

  synchronized int count() {
    return count;
  }

  private static long numberOf(Formed operation) {
    return operation.operation().header().sequenceNumber();
  }
}
