package dev.couchgrass.sync.log.ingest;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.sync.log.ingest.Checked.Formed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Valid operations that came before others of their logs, until those come. Bounded: when there is
 * no room, those of the log that takes the most of it, furthest ahead first, make room for others';
 * so nobody who signs much keeps out who signs little.
 */
final class WaitingOperations {
  /** What one takes beside its bytes, about. */
  private static final long OVERHEAD = 512;

  private final IngestOptions options;
  private final Map<Log, Row> rows = new HashMap<>();

  /** The one with the most is the last. */
  private final NavigableSet<Row> byWeight =
      new TreeSet<>(
          Comparator.comparingLong((Row row) -> row.weight).thenComparing(row -> row.log));

  private int count;
  private long bytes;

  /** What waits of one log. */
  private static final class Row {
    private final Log log;
    private final TreeMap<Long, Formed> operations = new TreeMap<>();
    private long weight;

    Row(Log log) {
      this.log = log;
    }
  }

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
        || sizeOf(operation) > options.maxWaitingBytes()
        || options.maxWaiting() == 0) {
      return false;
    }
    Row row = rows.computeIfAbsent(log, Row::new);
    if (!row.operations.containsKey(number)) {
      change(row, sizeOf(operation), 1);
      row.operations.put(number, operation);
    }
    while (count > options.maxWaiting() || bytes > options.maxWaitingBytes()) {
      Row most = byWeight.last();
      remove(most, most.operations.lastKey());
    }
    return find(log, number)
        .filter(there -> there.operation().equals(operation.operation()))
        .isPresent();
  }

  /** What waits in a log with a sequence number. */
  synchronized Optional<Formed> find(Log log, long number) {
    return Optional.ofNullable(rows.get(log)).map(row -> row.operations.get(number));
  }

  /** Forgets what waits in a log up to a sequence number, as the log has come so far. */
  synchronized void removeUntil(Log log, long number) {
    Row row = rows.get(log);
    if (row != null) {
      List<Long> over = new ArrayList<>(row.operations.headMap(number, true).keySet());
      over.forEach(each -> remove(row, each));
    }
  }

  private void remove(Row row, long number) {
    Formed removed = row.operations.get(number);
    if (removed != null) {
      row.operations.remove(number);
      change(row, -sizeOf(removed), -1);
    }
    if (row.operations.isEmpty()) {
      byWeight.remove(row);
      rows.remove(row.log);
    }
  }

  /** The row is out of the set while its weight changes, by which it is ordered. */
  private void change(Row row, long moreBytes, int more) {
    byWeight.remove(row);
    row.weight += moreBytes + more * OVERHEAD;
    count += more;
    bytes += moreBytes;
    byWeight.add(row);
  }

  synchronized int count() {
    return count;
  }

  private static long numberOf(Formed operation) {
    return operation.operation().header().sequenceNumber();
  }

  private static long sizeOf(Formed operation) {
    return operation.arrival().size();
  }
}
