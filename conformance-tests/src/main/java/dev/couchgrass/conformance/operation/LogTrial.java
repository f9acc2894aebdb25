package dev.couchgrass.conformance.operation;

import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.script.PastedBehind;
import dev.couchgrass.core.operation.LogExtensions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Stores of operations and logs, and their model, through steps. Each changes both, or asks both
 * and compares.
 *
 * <p>Steps may be left out and put in any order. Logs are named by their numbers, counted round; so
 * are operations, by the order in which the script made them. All happens in a transaction, which
 * stays open until a step ends it.
 */
@PastedBehind("LogTrial.on(this::storage, trial -> trial")
public final class LogTrial {
  private final TriedLogs<LogModel> tried;
  private final LogWrites writes;
  private final LogComparison comparison;

  private LogTrial(TriedLogs<LogModel> tried) {
    this.tried = tried;
    this.writes = new LogWrites(tried);
    this.comparison = new LogComparison(tried);
  }

  /**
   * Makes steps on empty stores, and compares all in the end.
   *
   * @throws IOException if there can be no storage
   * @throws AssertionError if stores and model differ
   */
  public static void on(StorageHome.Source homes, Consumer<LogTrial> steps) throws IOException {
    Vertx vertx = Vertx.vertx();
    try {
      on(vertx, homes, steps);
    } finally {
      StoreFixture.await(vertx.close());
    }
  }

  static void on(Vertx vertx, StorageHome.Source homes, Consumer<LogTrial> steps)
      throws IOException {
    TriedLogs<LogModel> tried = new TriedLogs<>(vertx, homes, new LogModel(), LogModel::copy);
    try {
      LogTrial trial = new LogTrial(tried);
      steps.accept(trial);
      trial.compare();
      trial.commit();
      trial.compare();
    } finally {
      tried.close();
    }
  }

  /** Adds what comes next in a log. */
  public LogTrial append(int log) {
    writes.append(log, LogExtensions.NONE, true);
    return this;
  }

  /** Adds what comes next, and whose body does not come along. */
  public LogTrial appendBodiless(int log) {
    writes.append(log, LogExtensions.NONE, false);
    return this;
  }

  /** Adds what comes next, and prunes. */
  public LogTrial appendPruning(int log) {
    writes.append(log, LogExtensions.NONE.withPrune(true), true);
    return this;
  }

  /** Adds what stands somewhere else than next: before the head, by a negative number. */
  public LogTrial misplace(int log, int fromNext, boolean prunes) {
    writes.misplace(log, fromNext, prunes);
    return this;
  }

  /** Inserts one once more, into whichever log. */
  public LogTrial again(int operation, int log) {
    writes.again(operation, log);
    return this;
  }

  /** Inserts one once more, with its body, into the log that it stands in. */
  public LogTrial whole(int operation) {
    writes.whole(operation);
    return this;
  }

  public LogTrial delete(int operation) {
    writes.delete(operation);
    return this;
  }

  public LogTrial deleteBody(int operation) {
    writes.deleteBody(operation);
    return this;
  }

  /** Prunes a log, with so many operations before its head to be kept. */
  public LogTrial prune(int log, int kept) {
    writes.prune(log, kept);
    return this;
  }

  public LogTrial forget(int log) {
    writes.forget(log);
    return this;
  }

  /** Asks for a page of a range, and for its size; negative numbers stand for none. */
  public LogTrial read(int log, int after, int until, int rows, int bytes) {
    comparison.read(log, after, until, rows, bytes);
    return this;
  }

  public LogTrial commit() {
    tried.commit();
    return this;
  }

  public LogTrial rollback() {
    tried.rollback();
    return this;
  }

  /** Closes the storage and opens it again, if it keeps anything. */
  public LogTrial reopen() {
    tried.reopen();
    return this;
  }

  /** Goes on with what a crash leaves at this moment, if that can be had. */
  public LogTrial crash() {
    tried.crash();
    return this;
  }

  /** Compares everything. */
  public LogTrial compare() {
    comparison.compare(writes.made());
    return this;
  }
}
