package dev.couchgrass.conformance.operation;

import static dev.couchgrass.conformance.document.StoreFixture.await;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.instrument.Probe;
import dev.couchgrass.conformance.partial.Lack;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.kv.check.KvCheck;
import dev.couchgrass.store.operation.LogView;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a trial is of: stores, new for each script, and their model, as it is committed and as the
 * open transaction sees it. A transaction is begun when a step needs one, and stays open until a
 * step ends it.
 *
 * @param <M> the model
 */
final class TriedLogs<M> {
  private final Vertx vertx;
  private final UnaryOperator<M> copy;
  private StorageHome home;
  private Storage storage;
  private M committed;
  private M seen;
  private Optional<OpenTransaction> open = Optional.empty();

  /**
   * @param empty a model of what is there at first
   * @param copy copies a model
   */
  TriedLogs(Vertx vertx, StorageHome.Source homes, M empty, UnaryOperator<M> copy)
      throws IOException {
    this.vertx = vertx;
    this.copy = copy;
    this.committed = empty;
    this.seen = copy.apply(empty);
    this.home = homes.make();
    this.storage = await(home.open(vertx));
  }

  /** The transaction that is open; now, if none is. */
  StorageTransaction tx() {
    OpenTransaction one = open.orElseGet(() -> OpenTransaction.begin(storage));
    open = Optional.of(one);
    return one.handle();
  }

  /** What the transaction sees. */
  M model() {
    return seen;
  }

  void commit() {
    open.ifPresent(OpenTransaction::commit);
    open = Optional.empty();
    committed = copy.apply(seen);
  }

  void rollback() {
    open.ifPresent(OpenTransaction::rollback);
    open = Optional.empty();
    seen = copy.apply(committed);
  }

  /** Compares what the transaction sees, if one is open, and what is committed, elsewhere. */
  void compare(Comparing<M> comparing) {
    open.ifPresent(one -> comparing.compare(one.handle(), seen));
    comparing.compare(await(storage.logs()), committed);
  }

  /** Rolls back, closes the storage and opens it again, if it keeps anything. */
  void reopen() {
    rollback();
    if (home.keeps()) {
      shut();
      storage = await(home.open(vertx));
    }
  }

  /** Goes on with what a crash at this moment leaves, if that can be had. */
  void crash() {
    try {
      Optional<StorageHome> left = Lack.isDurable(storage) ? home.crashed() : Optional.empty();
      rollback();
      if (left.isPresent()) {
        shut();
        home.delete();
        home = left.get();
        storage = await(home.open(vertx));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void shut() {
    await(storage.close());
    home.engine().ifPresent(Probe::requireReleased);
  }

  /** What a check of everything in the engine finds; it finds everything sound. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    home.engine()
        .ifPresent(
            engine -> {
              try (Snapshot snapshot = engine.snapshot()) {
                KvCheck.run(snapshot, (where, what) -> problems.add(where + ": " + what));
              }
            });
    return problems;
  }

  void close() throws IOException {
    rollback();
    shut();
    home.delete();
  }

  /** Compares stores with a model. */
  @FunctionalInterface
  interface Comparing<M> {
    void compare(LogView view, M model);
  }
}
