package dev.couchgrass.bench.durable.opening;

import dev.couchgrass.bench.measure.People;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.DocumentReader;
import dev.couchgrass.core.document.ReadOptions;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.chronicle.ChronicleOptions;
import dev.couchgrass.store.chronicle.ChronicleStorage;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.kv.KvOptions;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A database of people in a folder. */
final class Town {
  private static final DatabaseName NAME = new DatabaseName("town");
  private static final int BATCH = 500;

  private final DocumentReader reader = new DocumentReader(ReadOptions.DEFAULTS);
  private final Storage storage;
  private final DocumentStore store;

  private Town(Storage storage, DocumentStore store) {
    this.storage = storage;
    this.store = store;
  }

  static Town create(Vertx vertx, Path folder) {
    Storage storage = ChronicleStorage.open(vertx, folder).await();
    return new Town(storage, storage.create(NAME).await());
  }

  static Town open(Vertx vertx, Path folder, OpenListener listener) {
    Storage storage =
        ChronicleStorage.open(
                vertx, folder, ChronicleOptions.DEFAULTS, KvOptions.DEFAULTS, listener)
            .await();
    return new Town(storage, storage.open(NAME).await());
  }

  /** Adds people with numbers in a row, 500 a commit. */
  void write(long from, int count) {
    for (int done = 0; done < count; done += BATCH) {
      List<DocumentEdit> edits = new ArrayList<>(BATCH);
      for (long i = from + done; i < from + Math.min(done + BATCH, count); i++) {
        DocumentId id = new DocumentId(People.id(i));
        edits.add(DocumentEdit.create(id, reader.read(People.document(i)).body()));
      }
      for (WriteResult result : store.write(edits).await()) {
        result.orThrow();
      }
    }
  }

  /** Reads one of them, and how many there are. */
  long count() {
    if (store.get(new DocumentId(People.id(0))).await().isEmpty()) {
      throw new IllegalStateException("A document is missing");
    }
    return store.info().await().documents();
  }

  void close() {
    storage.close().await();
  }
}
