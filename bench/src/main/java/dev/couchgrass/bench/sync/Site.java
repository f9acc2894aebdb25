package dev.couchgrass.bench.sync;

import dev.couchgrass.bench.http.Target;
import dev.couchgrass.bench.http.TargetProcess;
import dev.couchgrass.bench.measure.Folders;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.chronicle.ChronicleStorage;
import dev.couchgrass.store.http.HttpStorage;
import dev.couchgrass.store.http.options.HttpOptions;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where databases are. */
interface Site {
  /** Makes an empty database. */
  Held make(String name) throws IOException;

  /** In this process's memory, each in a storage of its own, which goes with it. */
  static Site memory(Vertx vertx) {
    return name -> {
      Storage storage = MemoryStorage.open(vertx).await();
      return new Held(
          storage.create(new DatabaseName(name)).await(),
          Optional.empty(),
          () -> {
            storage.close().await();
            System.gc();
          });
    };
  }

  /** On disk, each in a folder of its own, every commit synced. */
  static Site durable(Vertx vertx, Path folder) {
    return name -> {
      Path own = folder.resolve(name);
      Storage storage = ChronicleStorage.open(vertx, own).await();
      return new Held(
          storage.create(new DatabaseName(name)).await(),
          Optional.empty(),
          () -> {
            storage.close().await();
            Folders.remove(own);
          });
    };
  }

  /** In the memory of a server in another process, spoken to over HTTP. */
  static Site server(Vertx vertx, TargetProcess server) {
    String url = "http://127.0.0.1:" + server.port();
    Storage storage = HttpStorage.open(vertx, HttpOptions.of(url)).await();
    return name -> {
      DatabaseName database = new DatabaseName(name);
      return new Held(
          storage.create(database).await(),
          Optional.of(url),
          () -> {
            storage.delete(database).await();
            Quiet.await(server::processorTime);
          });
    };
  }

  /** Starts a server for {@link #server}. */
  static TargetProcess start(String heap) throws IOException {
    return TargetProcess.start(Target.Kind.OPEN, heap);
  }
}
