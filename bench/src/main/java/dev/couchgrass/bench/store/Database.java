package dev.couchgrass.bench.store;

import dev.couchgrass.bench.Documents;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A database on the heap, with so many documents in it. */
final class Database implements AutoCloseable {
  static final int BATCH = 500;

  private final Vertx vertx = Vertx.vertx();
  private final Documents documents = new Documents();
  private final Storage storage;
  private final DocumentStore store;

  Database() {
    storage = await(MemoryStorage.open(vertx));
    store = await(storage.create(new DatabaseName("bench")));
  }

  /** A database with the documents of the numbers below {@code count}. */
  static Database of(int count) {
    Database database = new Database();
    database.load(0, count);
    return database;
  }

  DocumentStore store() {
    return store;
  }

  Documents documents() {
    return documents;
  }

  /** Adds new documents, a batch after the other. */
  void load(long from, int count) {
    for (int done = 0; done < count; done += BATCH) {
      write(documents.create(from + done, Math.min(BATCH, count - done)));
    }
  }

  private void write(List<DocumentEdit> edits) {
    for (WriteResult result : await(store.write(edits))) {
      result.orThrow();
    }
  }

  /** Makes new documents as if they had never been, so that the next round finds the same size. */
  void purge(long from, int count) {
    Map<DocumentId, List<RevisionId>> revisions = new LinkedHashMap<>();
    for (long number = from; number < from + count; number++) {
      DocumentId id = new DocumentId(Documents.id(number));
      revisions.put(id, List.of(await(store.get(id)).orElseThrow().revision()));
    }
    await(store.purge(revisions));
  }

  /** Waits for what a benchmark asked for; in memory, reads are there already. */
  static <T> T await(Future<T> future) {
    return future.isComplete() && future.succeeded() ? future.result() : future.await();
  }

  @Override
  public void close() {
    await(storage.close());
    await(vertx.close());
  }
}
