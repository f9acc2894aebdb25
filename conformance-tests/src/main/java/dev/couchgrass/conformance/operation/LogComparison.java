package dev.couchgrass.conformance.operation;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.operation.Body;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.LogRange;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.store.operation.LogView;
import dev.couchgrass.store.operation.PageLimit;
import dev.couchgrass.store.operation.StoredOperation;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares logs with their model, as the transaction sees them, and elsewhere. */
final class LogComparison {
  private final TriedLogs<LogModel> tried;

  LogComparison(TriedLogs<LogModel> tried) {
    this.tried = tried;
  }

  /** All that is read of an operation: its bytes, and those of its body. */
  private static String text(Operation operation) {
    return HexFormat.of().formatHex(operation.header().bytes())
        + operation.body().map(Body::bytes).map(String::new).orElse(" without body");
  }

  private static List<String> texts(List<Operation> operations) {
    return operations.stream().map(LogComparison::text).toList();
  }

  void read(int number, int after, int until, int rows, int bytes) {
    Log log = LogWrites.log(number);
    LogRange range = new LogRange(bound(after), bound(until));
    PageLimit limit = new PageLimit(rows, bytes);
    tried.compare(
        (view, model) -> {
          assertEquals(
              texts(model.page(log, range, limit)),
              texts(await(view.logs().entries(log, range, limit))),
              "LOG-14, LOG-15: a page of a range");
          assertEquals(
              model.size(log, range),
              await(view.logs().size(log, range)),
              "LOG-16: the size of a range");
          List<Long> awaited = model.awaited(log, range);
          assertEquals(
              awaited.subList(0, Math.min(rows, awaited.size())),
              await(view.logs().awaitedBodies(log, range, rows)),
              "LOG-25: the bodies of a range that never came");
          long at = range.first();
          assertEquals(
              model.at(log, at).map(LogComparison::text),
              await(view.logs().at(log, at)).map(LogComparison::text),
              "LOG-8: what has a number");
        });
  }

  private static OptionalLong bound(int number) {
    return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
  }

  void compare(List<Operation> made) {
    tried.compare((view, model) -> compare(view, model, made));
    assertEquals(List.of(), tried.problems(), "what a check of the engine finds");
  }

  private static void compare(LogView view, LogModel model, List<Operation> made) {
    assertEquals(model.logs(), await(view.logs().logs(Optional.empty(), 100)), "LOG-17: the logs");
    Map<Log, Long> heights = new HashMap<>();
    for (Log log : LogWrites.all()) {
      compare(view, model, log);
      model.latest(log).ifPresent(head -> heights.put(log, head.header().sequenceNumber()));
    }
    assertEquals(
        LogHeights.of(heights),
        await(view.logs().heights(LogWrites.all())),
        "LOG-13: how far logs go");
    Set<Log> awaiting =
        heights.keySet().stream()
            .filter(log -> !model.awaited(log, LogRange.ALL).isEmpty())
            .collect(Collectors.toSet());
    assertEquals(
        awaiting,
        await(view.logs().logsAwaitingBodies(LogWrites.all())),
        "LOG-25: the logs that await bodies");
    Set<Hash> ids = made.stream().map(Operation::id).collect(Collectors.toSet());
    Set<Hash> there =
        ids.stream().filter(id -> model.find(id).isPresent()).collect(Collectors.toSet());
    assertEquals(there, await(view.operations().present(ids)), "LOG-9: what is there");
    for (Operation each : made) {
      compare(view, model, each);
    }
  }

  private static void compare(LogView view, LogModel model, Log log) {
    assertEquals(
        texts(model.entries(log, LogRange.ALL)),
        texts(await(view.logs().entries(log, LogRange.ALL, PageLimit.DEFAULT))),
        "LOG-14: the operations of a log");
    assertEquals(
        model.latest(log).map(LogComparison::text),
        await(view.logs().latest(log)).map(LogComparison::text),
        "LOG-13: the newest");
    assertEquals(
        model.size(log, LogRange.ALL),
        await(view.logs().size(log, LogRange.ALL)),
        "LOG-16: the size of a log");
    assertEquals(
        model.awaited(log, LogRange.ALL),
        await(view.logs().awaitedBodies(log, LogRange.ALL, 1_000)),
        "LOG-25: the bodies that never came");
  }

  private static void compare(LogView view, LogModel model, Operation operation) {
    Optional<Log> log = model.find(operation.id());
    Optional<StoredOperation> found = await(view.operations().get(operation.id()));
    assertEquals(log, found.map(StoredOperation::log), "LOG-8: the log of an operation");
    assertEquals(
        log.flatMap(in -> model.at(in, operation.header().sequenceNumber()))
            .map(LogComparison::text),
        found.map(StoredOperation::operation).map(LogComparison::text),
        "LOG-8: an operation");
    assertEquals(
        log.isPresent(),
        await(view.operations().has(operation.id())),
        "LOG-9: whether it is there");
  }
}
