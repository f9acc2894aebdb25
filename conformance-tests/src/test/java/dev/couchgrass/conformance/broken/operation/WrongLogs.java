package dev.couchgrass.conformance.broken.operation;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.LogRange;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.OperationLimits;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.operation.LogSize;
import dev.couchgrass.store.operation.LogStore;
import dev.couchgrass.store.operation.LogWriter;
import dev.couchgrass.store.operation.PageLimit;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What is wrong with what is read of logs, and how they are shortened. */
final class WrongLogs {
  private static final PageLimit MANY = PageLimit.DEFAULT.withRows(PageLimit.MAX_ROWS);

  private WrongLogs() {}

  private static Future<OptionalLong> head(LogStore store, Log log) {
    return store.heights(List.of(log)).map(heights -> heights.of(log));
  }

  record AfterIncluded(LogStore inner) {
    Future<List<Operation>> entries(Log log, LogRange range, PageLimit limit) {
      OptionalLong before =
          range.after().orElse(0) == 0
              ? OptionalLong.empty()
              : OptionalLong.of(range.after().getAsLong() - 1);
      return inner.entries(log, new LogRange(before, range.until()), limit);
    }
  }

  record UntilLeftOut(LogStore inner) {
    Future<List<Operation>> entries(Log log, LogRange range, PageLimit limit) {
      return inner
          .entries(log, range, limit)
          .map(
              found ->
                  found.stream()
                      .filter(each -> each.header().sequenceNumber() != range.last())
                      .toList());
    }
  }

  record AnyNumberOfBytes(LogStore inner) {
    Future<List<Operation>> entries(Log log, LogRange range, PageLimit limit) {
      return inner.entries(log, range, limit.withBytes(Long.MAX_VALUE));
    }
  }

  record EmptyPages(LogStore inner) {
    Future<List<Operation>> entries(Log log, LogRange range, PageLimit limit) {
      return inner
          .entries(log, range, limit)
          .map(
              found ->
                  found.size() == 1 && found.get(0).header().bytes().length > limit.bytes()
                      ? List.of()
                      : found);
    }
  }

  record DeletedBodiesCounted(LogStore inner) {
    Future<LogSize> size(Log log, LogRange range) {
      return inner
          .entries(log, range, MANY)
          .map(
              found ->
                  new LogSize(
                      found.size(),
                      found.stream().mapToLong(each -> each.header().bytes().length).sum(),
                      found.stream().mapToLong(each -> each.header().payloadSize()).sum()));
    }
  }

  record HeightsCounted(LogStore inner) {
    Future<LogHeights> heights(Collection<Log> logs) {
      return inner
          .heights(logs)
          .compose(
              heights ->
                  Future.join(
                          heights.all().keySet().stream()
                              .map(log -> inner.size(log, LogRange.ALL))
                              .toList())
                      .map(
                          sizes -> {
                            List<Log> in = List.copyOf(heights.all().keySet());
                            Map<Log, Long> counted =
                                in.stream()
                                    .collect(
                                        Collectors.toMap(
                                            log -> log,
                                            log ->
                                                sizes
                                                        .<LogSize>resultAt(in.indexOf(log))
                                                        .operations()
                                                    - 1));
                            return LogHeights.of(counted);
                          }));
    }
  }

  record ByTheIdAlone(LogStore inner) {
    Future<List<Log>> logs(Optional<Log> after, int limit) {
      return inner
          .logs(after, limit)
          .map(found -> found.stream().sorted(Comparator.comparing(Log::id)).toList());
    }
  }

  /** The numbers of the operations in a range that have something in common. */
  private static Future<List<Long>> numbers(
      LogStore store, Log log, LogRange range, Predicate<Operation> which) {
    return store
        .entries(log, range, MANY)
        .map(
            found ->
                found.stream().filter(which).map(each -> each.header().sequenceNumber()).toList());
  }

  record DeletedBodiesAwaited(LogStore inner) {
    Future<List<Long>> awaitedBodies(Log log, LogRange range, int limit) {
      return numbers(
              inner, log, range, each -> each.header().payloadSize() > 0 && each.body().isEmpty())
          .map(found -> found.subList(0, Math.min(limit, found.size())));
    }
  }

  record NothingAwaited(LogStore inner) {
    Future<List<Long>> awaitedBodies(Log log, LogRange range, int limit) {
      return inner
          .awaitedBodies(log, range, limit)
          .compose(
              awaited ->
                  numbers(
                      inner,
                      log,
                      range,
                      each ->
                          each.header().payloadSize() == 0
                              || awaited.contains(each.header().sequenceNumber())))
          .map(found -> found.subList(0, Math.min(limit, found.size())));
    }
  }

  record EveryLogAwaits(LogStore inner) {
    Future<Set<Log>> logsAwaitingBodies(Collection<Log> logs) {
      return inner.heights(logs).map(there -> there.all().keySet());
    }
  }

  record UntilIncluded(LogWriter inner) {
    Future<Long> prune(Log log, long until) {
      return WrongOperations.instead(
          inner.prune(log, Math.min(until + 1, OperationLimits.MAX_SEQUENCE_NUMBER)),
          ErrorCode.BAD_REQUEST,
          () -> inner.prune(log, until));
    }
  }

  record NewestPruned(LogWriter inner) {
    Future<Long> prune(Log log, long until) {
      return head(inner, log)
          .compose(head -> head.orElse(-1) == until ? inner.forget(log) : inner.prune(log, until));
    }
  }

  record AnyNumberPrunes(LogWriter inner) {
    Future<Long> prune(Log log, long until) {
      return WrongOperations.instead(
          inner.prune(log, until),
          ErrorCode.BAD_REQUEST,
          () -> head(inner, log).compose(head -> inner.prune(log, head.orElse(0))));
    }
  }

  record HeadRemembered(LogWriter inner) {
    Future<Long> forget(Log log) {
      return head(inner, log)
          .compose(
              head ->
                  head.isEmpty()
                      ? Future.succeededFuture(0L)
                      : inner.prune(log, head.getAsLong()).map(count -> count + 1));
    }
  }
}
