package dev.couchgrass.server.replicator.document;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.server.replicator.job.Alarm;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.LiveChanges;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a replicator database: first all its documents, then each change. */
final class Watch {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final int AT_ONCE = 100;

  private final Storage storage;
  private final DatabaseName name;
  private final DocumentJobs documents;
  private final Context context;
  private final Alarm alarm;
  private final IntFunction<Duration> pauses;
  private Optional<LiveChanges> changes = Optional.empty();
  private int failures;
  private boolean closed;

  /**
   * @param pauses how long to wait after so many failures in a row
   */
  Watch(
      Storage storage,
      DatabaseName name,
      DocumentJobs documents,
      Context context,
      Alarm alarm,
      IntFunction<Duration> pauses) {
    this.storage = storage;
    this.name = name;
    this.documents = documents;
    this.context = context;
    this.alarm = alarm;
    this.pauses = pauses;
  }

  void start() {
    if (closed) {
      return;
    }
    storage
        .open(name)
        .compose(
            store ->
                store
                    .follow(ChangesOptions.DEFAULTS.withDocuments(true))
                    .andThen(
                        onSuccess(
                            followed -> {
                              changes = Optional.of(followed);
                              read(store, followed);
                            })))
        .onFailure(cause -> recover(cause, this::start));
  }

  private void read(DocumentStore store, LiveChanges followed) {
    if (closed) {
      followed.close();
      return;
    }
    followed
        .next(AT_ONCE)
        .onSuccess(
            taken -> {
              failures = 0;
              take(store, followed, taken);
            })
        .onFailure(cause -> recover(cause, () -> read(store, followed)));
  }

  private void take(DocumentStore store, LiveChanges followed, List<Change> taken) {
    if (taken.isEmpty() || closed) {
      return;
    }
    taken.forEach(change -> documents.changed(store, change));
    // Not at once: a database that has everything at hand would nest its answers without end.
    context.runOnContext(now -> read(store, followed));
  }

  private void recover(Throwable cause, Runnable again) {
    if (closed) {
      return;
    }
    if (cause instanceof StoreException failure && failure.code() == ErrorCode.DATABASE_MISSING) {
      documents.gone(name);
      return;
    }
    LOG.warn("A replicator database can't be followed, and is tried again", cause);
    alarm.set(pauses.apply(++failures), again);
  }

  Future<Void> close() {
    closed = true;
    return changes.map(LiveChanges::close).orElseGet(Future::succeededFuture);
  }
}
