package dev.couchgrass.bench.logs;

import dev.couchgrass.bench.measure.Folders;
import dev.couchgrass.bench.measure.Kept;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.sync.log.LogsOptions;
import dev.couchgrass.sync.log.SignedLogs;
import dev.couchgrass.sync.log.item.Arrival;
import dev.couchgrass.sync.log.item.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Signed logs in a storage of their own.
 *
 * @param folder of the storage, removed in the end
 */
record LogHome(Storage storage, SignedLogs logs, Path folder) {
  private static final int BATCH = 1_000;

  static LogHome make(Vertx vertx, Kept kept, Path folder) {
    Storage storage = kept.open(vertx, folder);
    return new LogHome(
        storage, SignedLogs.open(vertx, storage, LogsOptions.DEFAULTS).await(), folder);
  }

  /** Keeps operations, of which nobody verifies anything. */
  void fill(Topic topic, List<Operation> operations) {
    for (int from = 0; from < operations.size(); from += BATCH) {
      List<Operation> batch = operations.subList(from, Math.min(operations.size(), from + BATCH));
      storage
          .transact(
              tx ->
                  Repeat.each(
                      batch,
                      each ->
                          tx.operations()
                              .insert(each, topic.logId())
                              .compose(
                                  done ->
                                      each.header().sequenceNumber() == 0
                                          ? tx.topics().associate(topic, log(each, topic))
                                          : Future.succeededFuture(true))))
          .await();
    }
  }

  private static Log log(Operation operation, Topic topic) {
    return new Log(operation.header().author(), topic.logId());
  }

  /** Takes in operations as sessions do: so many at a time, two calls under way. */
  void ingest(List<Arrival> arrivals) {
    Future<List<Outcome>> before = Future.succeededFuture(List.of());
    for (int from = 0; from < arrivals.size(); from += BATCH) {
      List<Arrival> batch = arrivals.subList(from, Math.min(arrivals.size(), from + BATCH));
      Future<List<Outcome>> next = logs.ingest(batch);
      requireInserted(before.await());
      before = next;
    }
    requireInserted(before.await());
  }

  private static void requireInserted(List<Outcome> outcomes) {
    if (!outcomes.stream().allMatch(Outcome.Inserted.class::isInstance)) {
      throw new IllegalStateException("Not everything was taken in");
    }
  }

  void remove() throws IOException {
    storage.close().await();
    Folders.remove(folder);
    System.gc();
  }
}
