package dev.couchgrass.conformance.operation;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.operation.Body;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogRange;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.store.operation.LogSize;
import dev.couchgrass.store.operation.PageLimit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What stores of operations and logs must hold and answer: for each log a map by numbers. */
final class LogModel {
  /** What becomes of an operation that is inserted. */
  enum Insert {
    NEXT,
    KNOWN,
    EARLY,
    REFUSED
  }

  private final SortedMap<Log, NavigableMap<Long, Operation>> logs = new TreeMap<>();

  /** Operations that were inserted without their bodies, which may come yet. */
  private final Set<Hash> awaited = new HashSet<>();

  LogModel copy() {
    LogModel copy = new LogModel();
    logs.forEach((log, operations) -> copy.logs.put(log, new TreeMap<>(operations)));
    copy.awaited.addAll(awaited);
    return copy;
  }

  Insert insert(Log log, Operation operation, boolean prunes) {
    Insert place = find(operation.id()).isPresent() ? Insert.KNOWN : place(log, operation, prunes);
    if (place == Insert.NEXT) {
      keep(log, operation);
    } else if (place == Insert.KNOWN && fillsIn(log, operation)) {
      keep(log, operation);
    }
    return place;
  }

  private void keep(Log log, Operation operation) {
    operations(log).put(operation.header().sequenceNumber(), operation);
    if (operation.header().payloadSize() > 0 && operation.body().isEmpty()) {
      awaited.add(operation.id());
    } else {
      awaited.remove(operation.id());
    }
  }

  private boolean fillsIn(Log log, Operation again) {
    return again.body().isPresent()
        && awaited.contains(again.id())
        && find(again.id()).equals(Optional.of(log));
  }

  /** Those of a range whose bodies may come yet, by their numbers. */
  List<Long> awaited(Log log, LogRange range) {
    return entries(log, range).stream()
        .filter(each -> awaited.contains(each.id()))
        .map(each -> each.header().sequenceNumber())
        .toList();
  }

  private Insert place(Log log, Operation operation, boolean prunes) {
    long number = operation.header().sequenceNumber();
    Optional<Operation> head = latest(log);
    if (head.isEmpty()) {
      return number == 0 || prunes ? Insert.NEXT : Insert.EARLY;
    }
    long next = head.get().header().sequenceNumber() + 1;
    if (number > next) {
      return prunes ? Insert.NEXT : Insert.EARLY;
    }
    boolean follows = operation.header().backlink().equals(Optional.of(head.get().id()));
    return number == next && follows ? Insert.NEXT : Insert.REFUSED;
  }

  private NavigableMap<Long, Operation> operations(Log log) {
    return logs.computeIfAbsent(log, none -> new TreeMap<>());
  }

  /** Those of a log that are there; none if it is not. */
  Collection<Operation> all(Log log) {
    return logs.getOrDefault(log, new TreeMap<>()).values();
  }

  List<Log> logs() {
    return List.copyOf(logs.keySet());
  }

  Optional<Operation> latest(Log log) {
    return Optional.ofNullable(logs.get(log)).map(all -> all.lastEntry().getValue());
  }

  Optional<Operation> at(Log log, long number) {
    return Optional.ofNullable(logs.get(log)).map(all -> all.get(number));
  }

  /** The log that an operation stands in. */
  Optional<Log> find(Hash id) {
    return logs.entrySet().stream()
        .filter(log -> log.getValue().values().stream().anyMatch(it -> it.id().equals(id)))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  boolean isNewest(Operation operation) {
    return find(operation.id()).flatMap(this::latest).filter(operation::equals).isPresent();
  }

  /** Whether it was there. */
  boolean delete(Operation operation) {
    return find(operation.id())
        .map(log -> operations(log).values().remove(operation))
        .orElse(false);
  }

  /** Whether the body was there. */
  boolean deleteBody(Operation operation) {
    Optional<Log> log = find(operation.id());
    if (log.isEmpty()) {
      return false;
    }
    long number = operation.header().sequenceNumber();
    Operation there = at(log.get(), number).orElseThrow();
    operations(log.get()).put(number, there.withoutBody());
    awaited.remove(operation.id());
    return there.body().isPresent();
  }

  /** How many were removed; empty if the log does not go so far. */
  Optional<Long> prune(Log log, long until) {
    NavigableMap<Long, Operation> all = logs.getOrDefault(log, new TreeMap<>());
    if (!all.isEmpty() && all.lastKey() < until) {
      return Optional.empty();
    }
    SortedMap<Long, Operation> before = all.headMap(until);
    long removed = before.size();
    before.clear();
    return Optional.of(removed);
  }

  long forget(Log log) {
    NavigableMap<Long, Operation> all = logs.remove(log);
    return all == null ? 0 : all.size();
  }

  List<Operation> entries(Log log, LogRange range) {
    List<Operation> found = new ArrayList<>();
    for (Operation each : all(log)) {
      long number = each.header().sequenceNumber();
      boolean behind = range.after().isEmpty() || number > range.after().getAsLong();
      if (behind && (range.until().isEmpty() || number <= range.until().getAsLong())) {
        found.add(each);
      }
    }
    return found;
  }

  List<Operation> page(Log log, LogRange range, PageLimit limit) {
    List<Operation> page = new ArrayList<>();
    long bytes = 0;
    for (Operation each : entries(log, range)) {
      bytes += size(each).bytes();
      if (!page.isEmpty() && (page.size() == limit.rows() || bytes > limit.bytes())) {
        break;
      }
      page.add(each);
    }
    return page;
  }

  LogSize size(Log log, LogRange range) {
    return entries(log, range).stream().map(LogModel::size).reduce(LogSize.NONE, LogSize::plus);
  }

  private static LogSize size(Operation operation) {
    return new LogSize(
        1, operation.header().bytes().length, operation.body().map(Body::size).orElse(0));
  }
}
