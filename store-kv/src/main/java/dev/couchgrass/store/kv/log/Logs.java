package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.operation.Header;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.LogRange;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.operation.LogSize;
import dev.couchgrass.store.operation.PageLimit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads logs at one moment. */
final class Logs {
  private final LogMoment moment;
  private final LogKeys keys;
  private final Operations operations;

  Logs(LogMoment moment) {
    this.moment = moment;
    this.keys = moment.keys();
    this.operations = new Operations(moment);
  }

  Optional<LogRecord> record(Log log) {
    return moment.get(keys.log(log)).map(LogRecord::decode);
  }

  Optional<Operation> latest(Log log) {
    return record(log)
        .map(
            found ->
                operations
                    .header(found.number(), found.head())
                    .map(header -> operations.operation(found.number(), header))
                    .orElseThrow(LogMoment::damaged));
  }

  Optional<Operation> at(Log log, long sequenceNumber) {
    return record(log)
        .flatMap(
            found ->
                header(found, sequenceNumber)
                    .map(header -> operations.operation(found.number(), header)));
  }

  /** The header of an operation that is there. */
  Optional<Header> header(LogRecord log, long sequenceNumber) {
    return sequenceNumber <= log.head() && sequenceNumber >= Sweeps.first(moment, log.number())
        ? operations.header(log.number(), sequenceNumber)
        : Optional.empty();
  }

  /** The part of a range that is not gone. */
  private LogRange there(LogRecord log, LogRange range) {
    long first = Sweeps.first(moment, log.number());
    return range.first() < first ? range.withAfter(first - 1) : range;
  }

  LogHeights heights(Collection<Log> logs) {
    Map<Log, Long> heights = new TreeMap<>();
    for (Log log : logs) {
      record(log).ifPresent(found -> heights.put(log, found.head()));
    }
    return LogHeights.of(heights);
  }

  LogSize size(Log log, LogRange range) {
    return record(log).map(found -> size(found, range)).orElse(LogSize.NONE);
  }

  LogSize size(LogRecord log, LogRange range) {
    LogRange there = there(log, range);
    return there.isEmpty() ? LogSize.NONE : size(log, headers(log, there));
  }

  private LogSize size(LogRecord log, KeyRange headers) {
    Optional<Header> first = first(headers, Direction.FORWARD);
    Optional<Header> last = first(headers, Direction.BACKWARD);
    if (first.isEmpty() || last.isEmpty()) {
      return LogSize.NONE;
    }
    LogSize until = before(last.get()).plus(Operations.announced(last.get()));
    LogSize lacking =
        Lacks.sum(moment, log.number(), first.get().sequenceNumber(), last.get().sequenceNumber());
    return until.minus(before(first.get())).minus(lacking);
  }

  private KeyRange headers(LogRecord log, LogRange range) {
    return keys.headers(log.number(), range.first(), range.last());
  }

  private Optional<Header> first(KeyRange headers, Direction direction) {
    try (Cursor cursor = moment.scan(headers, direction)) {
      return cursor.next() ? Optional.of(Operations.decode(cursor.value())) : Optional.empty();
    }
  }

  private LogSize before(Header header) {
    return operations.record(header.id()).orElseThrow(LogMoment::damaged).before();
  }

  List<Operation> entries(Log log, LogRange range, PageLimit limit) {
    return record(log).map(found -> entries(found, range, limit)).orElse(List.of());
  }

  private List<Operation> entries(LogRecord log, LogRange range, PageLimit limit) {
    LogRange there = there(log, range);
    return there.isEmpty() ? List.of() : entries(log, headers(log, there), limit);
  }

  private List<Operation> entries(LogRecord log, KeyRange headers, PageLimit limit) {
    List<Operation> entries = new ArrayList<>();
    long bytes = 0;
    try (Cursor cursor = moment.scan(headers, Direction.FORWARD)) {
      while (entries.size() < limit.rows() && cursor.next()) {
        Header header = Operations.decode(cursor.value());
        bytes += header.bytes().length;
        bytes += operations.hasBody(log.number(), header) ? header.payloadSize() : 0;
        if (bytes > limit.bytes() && !entries.isEmpty()) {
          break;
        }
        entries.add(operations.operation(log.number(), header));
      }
    }
    return List.copyOf(entries);
  }

  List<Long> awaitedBodies(Log log, LogRange range, int limit) {
    return record(log).map(found -> awaitedBodies(found, range, limit)).orElse(List.of());
  }

  private List<Long> awaitedBodies(LogRecord log, LogRange range, int limit) {
    LogRange there = there(log, range);
    return there.isEmpty()
        ? List.of()
        : moment.keys(keys.awaitedBodies(log.number(), there.first(), there.last()), limit).stream()
            .map(LogKeys::sequenceNumberOf)
            .toList();
  }

  Set<Log> awaitingBodies(Collection<Log> logs) {
    return logs.stream()
        .filter(log -> !awaitedBodies(log, LogRange.ALL, 1).isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  List<Log> logs(Optional<Log> after, int limit) {
    KeyRange all = keys.all(LogSpace.LOGS);
    KeyRange range = after.map(log -> LogKeys.behind(keys.log(log), all)).orElse(all);
    return moment.keys(range, limit).stream()
        .map(key -> LogKeys.logOf(LogKeys.rest(key, 0)))
        .toList();
  }
}
