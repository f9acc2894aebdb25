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
import java.util.TreeMap;

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
        .filter(found -> sequenceNumber <= found.head())
        .flatMap(
            found ->
                operations
                    .header(found.number(), sequenceNumber)
                    .map(header -> operations.operation(found.number(), header)));
  }

  LogHeights heights(Collection<Log> logs) {
    Map<Log, Long> heights = new TreeMap<>();
    for (Log log : logs) {
      record(log).ifPresent(found -> heights.put(log, found.head()));
    }
    return LogHeights.of(heights);
  }

  LogSize size(Log log, LogRange range) {
    return range.isEmpty()
        ? LogSize.NONE
        : record(log).map(found -> size(found, range)).orElse(LogSize.NONE);
  }

  private LogSize size(LogRecord log, LogRange range) {
    KeyRange headers = headers(log, range);
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
    return range.isEmpty()
        ? List.of()
        : record(log).map(found -> entries(found, range, limit)).orElse(List.of());
  }

  private List<Operation> entries(LogRecord log, LogRange range, PageLimit limit) {
    List<Operation> entries = new ArrayList<>();
    long bytes = 0;
    try (Cursor cursor = moment.scan(headers(log, range), Direction.FORWARD)) {
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
    return range.isEmpty()
        ? List.of()
        : record(log).map(found -> awaitedBodies(found, range, limit)).orElse(List.of());
  }

  private List<Long> awaitedBodies(LogRecord log, LogRange range, int limit) {
    return moment
        .keys(keys.awaitedBodies(log.number(), range.first(), range.last()), limit)
        .stream()
        .map(LogKeys::sequenceNumberOf)
        .toList();
  }

  List<Log> logs(Optional<Log> after, int limit) {
    KeyRange all = keys.all(LogSpace.LOGS);
    KeyRange range = after.map(log -> LogKeys.behind(keys.log(log), all)).orElse(all);
    return moment.keys(range, limit).stream()
        .map(key -> LogKeys.logOf(LogKeys.rest(key, 0)))
        .toList();
  }
}
