package dev.couchgrass.conformance.entry;

import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.script.PastedBehind;
import dev.couchgrass.store.entry.EntryStatus;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * A store of entries and its model, through steps. Each changes both, or asks both and compares.
 *
 * <p>Steps may be left out and put in any order. Entries are named by their numbers in a fixed
 * pool, counted round: 0 and 1 are roots. So are stores: where it may be, 0 is the database itself.
 * Who asks names, by low numbers, those of the entries that are there, in the database of the
 * first. What is asked about entries of two databases, or that are not there, must be refused.
 */
@PastedBehind("EntryTrial.on(this::storage, trial -> trial")
public final class EntryTrial {
  private final TriedEntries tried;
  private final EntryWrites writes;
  private final EntryQueries queries;
  private final EntryKeeps keeps;
  private final EntryComparison comparison;

  EntryTrial(TriedEntries tried) {
    this.tried = tried;
    this.writes = new EntryWrites(tried);
    this.queries = new EntryQueries(tried);
    this.keeps = new EntryKeeps(tried);
    this.comparison = new EntryComparison(tried, queries);
  }

  /**
   * Makes steps on an empty store, and compares all in the end.
   *
   * @throws IOException if there can be no storage
   * @throws AssertionError if store and model differ
   */
  public static void on(StorageHome.Source homes, Consumer<EntryTrial> steps) throws IOException {
    Vertx vertx = Vertx.vertx();
    try {
      on(vertx, homes, steps);
    } finally {
      StoreFixture.await(vertx.close());
    }
  }

  static void on(Vertx vertx, StorageHome.Source homes, Consumer<EntryTrial> steps)
      throws IOException {
    TriedEntries tried = TriedEntries.open(vertx, homes);
    try {
      EntryTrial trial = new EntryTrial(tried);
      steps.accept(trial);
      trial.keeps.release();
      trial.compare();
    } finally {
      tried.close();
    }
  }

  public EntryTrial put(int number) {
    writes.put(number);
    return this;
  }

  /** Puts three in one call, or one of them several times. */
  public EntryTrial putAll(int first, int second, int third) {
    writes.put(first, second, third);
    return this;
  }

  /** Puts two as verified, in one call. */
  public EntryTrial putVerified(int first, int second) {
    writes.putVerified(first, second);
    return this;
  }

  /** Puts an entry and all that it descends from as verified, in one call. */
  public EntryTrial bring(int number) {
    writes.bring(number);
    return this;
  }

  public EntryTrial verify(int number) {
    writes.settle(EntryStatus.VERIFIED, number);
    return this;
  }

  /** Verifies three in one call. */
  public EntryTrial verifyAll(int first, int second, int third) {
    writes.settle(EntryStatus.VERIFIED, first, second, third);
    return this;
  }

  public EntryTrial fail(int number) {
    writes.settle(EntryStatus.FAILED, number);
    return this;
  }

  /** Takes an entry back, or several in one call. */
  public EntryTrial retract(int first, int second) {
    writes.settle(EntryStatus.VOID, first, second);
    return this;
  }

  /** Takes back one of the verified tips of a database, by its number; nothing if there is none. */
  public EntryTrial retractTip(int root, int which) {
    writes.retractTip(root, which);
    return this;
  }

  /** Sets two statuses, by their numbers, in one call. */
  public EntryTrial settleBoth(int first, int firstStatus, int second, int secondStatus) {
    writes.settleBoth(first, firstStatus, second, secondStatus);
    return this;
  }

  /** Asks for the history of two entries, without that of another one; 0 stands for none. */
  public EntryTrial history(int store, int from, int to, int other) {
    queries.history(store, from, to, other);
    return this;
  }

  public EntryTrial mergeBase(int store, int first, int second, int third) {
    queries.mergeBase(store, first, second, third);
    return this;
  }

  public EntryTrial firstParentPath(int store, int target) {
    queries.firstParentPath(store, target);
    return this;
  }

  public EntryTrial tipsAt(int store, int first, int second) {
    queries.tipsAt(store, first, second);
    return this;
  }

  public EntryTrial reaches(int from, int first, int second) {
    queries.reaches(from, first, second);
    return this;
  }

  public EntryTrial cacheState(int user, int number, int store, int state) {
    keeps.cacheState(user, number, store, state);
    return this;
  }

  public EntryTrial clearStates() {
    keeps.clearStates();
    return this;
  }

  public EntryTrial setInstance(int metadata, int secrets) {
    keeps.setInstance(metadata, secrets);
    return this;
  }

  /** Begins a listing of a database's entries of a status, which is read when it is released. */
  public EntryTrial hold(int root, int status) {
    keeps.hold(root, status);
    return this;
  }

  public EntryTrial release() {
    keeps.release();
    return this;
  }

  /** Closes the storage and opens it again, if it keeps anything. */
  public EntryTrial reopen() {
    keeps.release();
    tried.reopen();
    return this;
  }

  /** Goes on with what a crash leaves at this moment, if that can be had. */
  public EntryTrial crash() {
    keeps.release();
    tried.crash();
    return this;
  }

  /** Compares everything. */
  public EntryTrial compare() {
    comparison.compare();
    keeps.compare();
    return this;
  }
}
