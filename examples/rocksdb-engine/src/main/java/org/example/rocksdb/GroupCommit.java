package org.example.rocksdb;

import dev.couchgrass.store.engine.Batch;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Writes batches in the order in which they are added, on a thread of its own. While one write is
 * synced others come in, and the next write takes all of them.
 */
final class GroupCommit {
  /** A write that has so many bytes takes no further batch. */
  private static final long GROUP_BYTES = 4 << 20;

  private final RocksDB database;
  private final WriteOptions synced = new WriteOptions().setSync(true);
  private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final ExecutorService writer = thread("rocksdb-writer");

  /** What is done with an answer must neither delay the next write nor break it. */
  private final ExecutorService answers = thread("rocksdb-answers");

  private final Promise<Void> closing = Promise.promise();

  GroupCommit(RocksDB database) {
    this.database = database;
  }

  private static ExecutorService thread(String name) {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  private record Waiting(Batch batch, Promise<Void> done) {}

  /** What RocksDB does, or fails to do. */
  @FunctionalInterface
  interface Task {
    void run() throws RocksDBException;
  }

  /** Not after {@link #close}, and by one thread at a time. */
  Future<Void> add(Batch batch) {
    Waiting last = new Waiting(batch, Promise.promise());
    queue.add(last);
    writer.execute(this::writeWaiting);
    return last.done().future();
  }

  /** Often there is nothing to do: an earlier call took what came in before this one. */
  private void writeWaiting() {
    List<Promise<Void>> group = new ArrayList<>();
    perform(
        () -> {
          try (WriteBatch changes = new WriteBatch()) {
            while (!queue.isEmpty() && changes.getDataSize() < GROUP_BYTES) {
              Waiting next = queue.remove();
              group.add(next.done());
              copy(next.batch(), changes);
            }
            if (!group.isEmpty()) {
              database.write(synced, changes);
            }
          }
        },
        group);
  }

  private static void copy(Batch batch, WriteBatch changes) throws RocksDBException {
    for (Batch.Change change : batch.changes()) {
      if (change.value().isPresent()) {
        changes.put(change.key(), change.value().get());
      } else {
        changes.delete(change.key());
      }
    }
  }

  /** Not after {@link #close}. */
  Future<Void> sync() {
    Promise<Void> done = Promise.promise();
    writer.execute(() -> perform(database::syncWal, List.of(done)));
    return done.future();
  }

  /** Runs a task after all that was added. Every call answers for the first one's task. */
  Future<Void> close(Task last) {
    if (!writer.isShutdown()) {
      writer.execute(
          () -> {
            synced.close();
            perform(last, List.of(closing));
            answers.shutdown();
          });
      writer.shutdown();
    }
    return closing.future();
  }

  private void perform(Task task, List<Promise<Void>> waiting) {
    try {
      task.run();
      waiting.forEach(done -> answers.execute(done::complete));
    } catch (RocksDBException | RuntimeException e) {
      waiting.forEach(done -> answers.execute(() -> done.fail(e)));
    }
  }
}
