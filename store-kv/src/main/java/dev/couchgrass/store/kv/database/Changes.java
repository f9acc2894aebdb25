package dev.couchgrass.store.kv.database;

import dev.couchgrass.store.changes.ChangesFilter;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.LiveChanges;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.read.ChangesScan;
import dev.couchgrass.store.kv.read.Sequences;
import dev.couchgrass.store.kv.work.Workers;
import io.vertx.core.Future;

/** The changes of a database: those there are, and those to come. */
final class Changes {
  private final Access access;
  private final Workers workers;
  private final Sequences sequences;
  private final CommitSignal signal;

  Changes(Access access, Workers workers, Sequences sequences, CommitSignal signal) {
    this.access = access;
    this.workers = workers;
    this.sequences = sequences;
    this.signal = signal;
  }

  Future<ChangesScan> scan(ChangesOptions options) {
    return access.open(weight(options.filter()), view -> new ChangesScan(view, workers, options));
  }

  private static long weight(ChangesFilter filter) {
    return filter instanceof ChangesFilter.Documents documents ? documents.ids().size() : 1;
  }

  Future<LiveChanges> follow(ChangesOptions options) {
    if (options.descending()) {
      return Future.failedFuture(
          new StoreException(
              ErrorCode.BAD_REQUEST, "What is still to come has no descending order"));
    }
    return access.read(
        1,
        view -> {
          long newest = view.counters().updateSequence();
          long since = Math.min(newest, sequences.read(options.since(), newest));
          return new LiveFeed(
              this::scan, signal, workers, access::closed, options, sequences.write(since));
        });
  }
}
