package dev.couchgrass.conformance.operation;

import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.script.PastedBehind;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * What is noted beside logs, and its model, through steps: topics, cursors, states, nodes. Each
 * step changes both, or compares.
 *
 * <p>Steps may be left out and put in any order. All that they name is by numbers, counted round;
 * what is a set, by the bits of one. All happens in a transaction, which stays open until a step
 * ends it.
 */
@PastedBehind("NoteTrial.on(this::storage, trial -> trial")
public final class NoteTrial {
  private final TriedLogs<NoteModel> tried;
  private final NoteWrites writes;
  private final NoteComparison comparison;

  private NoteTrial(TriedLogs<NoteModel> tried) {
    this.tried = tried;
    this.writes = new NoteWrites(tried);
    this.comparison = new NoteComparison(tried);
  }

  /**
   * Makes steps on empty stores, and compares all in the end.
   *
   * @throws IOException if there can be no storage
   * @throws AssertionError if stores and model differ
   */
  public static void on(StorageHome.Source homes, Consumer<NoteTrial> steps) throws IOException {
    Vertx vertx = Vertx.vertx();
    try {
      on(vertx, homes, steps);
    } finally {
      StoreFixture.await(vertx.close());
    }
  }

  static void on(Vertx vertx, StorageHome.Source homes, Consumer<NoteTrial> steps)
      throws IOException {
    TriedLogs<NoteModel> tried = new TriedLogs<>(vertx, homes, new NoteModel(), NoteModel::copy);
    try {
      NoteTrial trial = new NoteTrial(tried);
      steps.accept(trial);
      trial.compare();
      trial.commit();
      trial.compare();
    } finally {
      tried.close();
    }
  }

  public NoteTrial associate(int topic, int log) {
    writes.associate(topic, log);
    return this;
  }

  public NoteTrial remove(int topic, int log) {
    writes.remove(topic, log);
    return this;
  }

  /** Sets a cursor in the logs of a set, to a height and those behind it. */
  public NoteTrial setCursor(int name, int logs, int height) {
    writes.setCursor(name, logs, height);
    return this;
  }

  public NoteTrial advance(int name, int log, int height) {
    writes.advance(name, log, height);
    return this;
  }

  public NoteTrial deleteCursor(int name) {
    writes.deleteCursor(name);
    return this;
  }

  public NoteTrial setState(int kind, int name, int state) {
    writes.setState(kind, name, state);
    return this;
  }

  public NoteTrial deleteState(int kind, int name) {
    writes.deleteState(kind, name);
    return this;
  }

  public NoteTrial putNode(int node, boolean bootstrap, boolean stale) {
    writes.putNode(node, bootstrap, stale);
    return this;
  }

  public NoteTrial removeNode(int node) {
    writes.removeNode(node);
    return this;
  }

  public NoteTrial setTopics(int node, int topics) {
    writes.setTopics(node, topics);
    return this;
  }

  public NoteTrial commit() {
    tried.commit();
    return this;
  }

  public NoteTrial rollback() {
    tried.rollback();
    return this;
  }

  /** Closes the storage and opens it again, if it keeps anything. */
  public NoteTrial reopen() {
    tried.reopen();
    return this;
  }

  /** Goes on with what a crash leaves at this moment, if that can be had. */
  public NoteTrial crash() {
    tried.crash();
    return this;
  }

  /** Compares everything. */
  public NoteTrial compare() {
    comparison.compare();
    return this;
  }
}
