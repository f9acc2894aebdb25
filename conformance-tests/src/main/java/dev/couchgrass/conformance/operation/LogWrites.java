package dev.couchgrass.conformance.operation;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogExtensions;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.OperationBuilder;
import dev.couchgrass.store.error.ErrorCode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Steps that change what is there of logs. */
final class LogWrites {
  /** The author of each log, by its number, and its id. */
  private static final List<String> LOGS = List.of("0a", "0ab", "1a", "2\u00e4");

  private final TriedLogs<LogModel> tried;
  private final List<Operation> made = new ArrayList<>();

  LogWrites(TriedLogs<LogModel> tried) {
    this.tried = tried;
  }

  static Log log(int number) {
    String log = LOGS.get(Math.floorMod(number, LOGS.size()));
    return author(number).log(log.substring(1));
  }

  private static Author author(int number) {
    return Author.ALL.get(LOGS.get(Math.floorMod(number, LOGS.size())).charAt(0) - '0');
  }

  /** All that the script made, inserted or not. */
  List<Operation> made() {
    return made;
  }

  private void withMade(int number, Consumer<Operation> step) {
    if (!made.isEmpty()) {
      step.accept(made.get(Math.floorMod(number, made.size())));
    }
  }

  private Operation make(int log, OperationBuilder draft, LogExtensions says) {
    String text = "operation " + made.size() + " ".repeat(17 * (made.size() % 5));
    Operation operation = author(log).sign(draft.extensions(says).body(Author.text(text)));
    made.add(operation);
    return operation;
  }

  void append(int log, LogExtensions says, boolean withBody) {
    OperationBuilder draft = OperationBuilder.behind(tried.model().latest(log(log)));
    Operation operation = make(log, draft, says);
    insert(log(log), withBody ? operation : operation.withoutBody(), says.prune());
  }

  void misplace(int log, int fromNext, boolean prunes) {
    Optional<Operation> head = tried.model().latest(log(log));
    long next = head.map(it -> it.header().sequenceNumber() + 1).orElse(0L);
    OperationBuilder draft = author(log).at(Math.max(0, next + fromNext));
    insert(log(log), make(log, draft, LogExtensions.NONE.withPrune(prunes)), prunes);
  }

  void again(int number, int log) {
    withMade(
        number,
        operation -> {
          Log wanted = log(log);
          if (operation.header().author().equals(wanted.author())) {
            insert(wanted, operation, LogExtensions.of(operation.header()).prune());
          }
        });
  }

  void whole(int number) {
    withMade(
        number,
        operation ->
            tried
                .model()
                .find(operation.id())
                .ifPresent(
                    log -> insert(log, operation, LogExtensions.of(operation.header()).prune())));
  }

  private void insert(Log log, Operation operation, boolean prunes) {
    LogModel.Insert expected = tried.model().insert(log, operation, prunes);
    Future<Boolean> answer = tried.tx().operations().insert(operation, log.id());
    switch (expected) {
      case NEXT -> assertEquals(true, await(answer), "LOG-1, LOG-5: it is new");
      case KNOWN -> assertEquals(false, await(answer), "LOG-2: it is there");
      case EARLY -> assertFails(ErrorCode.OPERATION_EARLY, answer);
      case REFUSED -> assertFails(ErrorCode.OPERATION_REFUSED, answer);
    }
  }

  void delete(int number) {
    withMade(
        number,
        operation -> {
          Future<Boolean> answer = tried.tx().operations().delete(operation.id());
          if (tried.model().isNewest(operation)) {
            assertFails(ErrorCode.CONFLICT, answer);
          } else {
            assertEquals(tried.model().delete(operation), await(answer), "LOG-11: it was there");
          }
        });
  }

  void deleteBody(int number) {
    withMade(
        number,
        operation ->
            assertEquals(
                tried.model().deleteBody(operation),
                await(tried.tx().operations().deleteBody(operation.id())),
                "LOG-10: it was there"));
  }

  void prune(int number, int kept) {
    Log log = log(number);
    long head = tried.model().latest(log).map(it -> it.header().sequenceNumber()).orElse(0L);
    long until = Math.max(0, head - kept);
    Optional<Long> removed = tried.model().prune(log, until);
    Future<Long> answer = tried.tx().logs().prune(log, until);
    if (removed.isPresent()) {
      assertEquals(removed.get(), await(answer), "LOG-18: how many were before");
    } else {
      assertFails(ErrorCode.BAD_REQUEST, answer);
    }
  }

  void forget(int number) {
    assertEquals(
        tried.model().forget(log(number)),
        await(tried.tx().logs().forget(log(number))),
        "LOG-21: how many there were");
  }

  static List<Log> all() {
    return List.of(log(0), log(1), log(2), log(3));
  }
}
