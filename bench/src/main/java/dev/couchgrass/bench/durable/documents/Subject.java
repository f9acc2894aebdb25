package dev.couchgrass.bench.durable.documents;

import dev.couchgrass.bench.measure.People;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.DocumentReader;
import dev.couchgrass.core.document.ReadOptions;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.chronicle.ChronicleEngine;
import dev.couchgrass.store.chronicle.ChronicleOptions;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.kv.KvStorage;
import dev.couchgrass.store.memory.MemoryEngine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** A database in one of the two stores. */
final class Subject {
  private static final int BATCH = 500;

  private final DocumentReader reader = new DocumentReader(ReadOptions.DEFAULTS);
  private final String title;
  private final LongSupplier syncs;
  private final Storage storage;
  private final DocumentStore store;

  private Subject(Vertx vertx, String title, Engine engine, LongSupplier syncs) {
    this.title = title;
    this.syncs = syncs;
    storage = KvStorage.open(vertx, engine, KvOptions.DEFAULTS).await();
    store = storage.create(new DatabaseName("bench")).await();
  }

  static Subject memory(Vertx vertx) {
    return new Subject(vertx, "memory, not durable", new MemoryEngine(), () -> 0);
  }

  static Subject durable(Vertx vertx, Path folder) throws IOException {
    ChronicleEngine engine =
        ChronicleEngine.open(folder, ChronicleOptions.DEFAULTS, OpenListener.NONE);
    return new Subject(vertx, "durable, fsync per commit", engine, engine::syncs);
  }

  /** As tables have it. */
  String title() {
    return title;
  }

  DocumentStore store() {
    return store;
  }

  /** How often the log was synced. */
  long syncs() {
    return syncs.getAsLong();
  }

  /** A new document. */
  DocumentEdit create(long number, byte[] json) {
    return DocumentEdit.create(new DocumentId(People.id(number)), reader.read(json).body());
  }

  /** Writes documents with numbers in a row, from their JSON, 500 at a time. */
  int load(long from, List<byte[]> jsons) {
    for (int done = 0; done < jsons.size(); done += BATCH) {
      List<DocumentEdit> edits = new ArrayList<>(BATCH);
      for (int i = done; i < Math.min(done + BATCH, jsons.size()); i++) {
        edits.add(create(from + i, jsons.get(i)));
      }
      for (WriteResult result : await(store.write(edits))) {
        result.orThrow();
      }
    }
    return jsons.size();
  }

  /** Waits for what a benchmark asked for; in memory, reads are there already. */
  static <T> T await(Future<T> future) {
    return future.isComplete() && future.succeeded() ? future.result() : future.await();
  }

  void close() {
    storage.close().await();
  }
}
