package dev.couchgrass.cli.disk;

import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DatabaseRange;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.chronicle.ChronicleEngine;
import dev.couchgrass.store.chronicle.ChronicleException;
import dev.couchgrass.store.chronicle.ChronicleFolder;
import dev.couchgrass.store.chronicle.ChronicleFolder.Copied;
import dev.couchgrass.store.chronicle.ChronicleFolder.Dropped;
import dev.couchgrass.store.chronicle.ChronicleOptions;
import dev.couchgrass.store.chronicle.Durability;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.kv.KvStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;

/** The folder of a store. Calls wait for what they do. */
public final class StoreFolder {
  private final Path folder;
  private final WorkProgress progress;

  /** Nothing is done with the folder yet. */
  public StoreFolder(Path folder, WorkProgress progress) {
    this.folder = folder;
    this.progress = progress;
  }

  /**
   * Opens the folder's databases; makes the folder if there is none.
   *
   * @param durability the name of one, in lower case
   * @throws IOException if they can't be opened
   */
  public Storage open(Vertx vertx, String durability) throws IOException {
    ChronicleOptions options =
        ChronicleOptions.DEFAULTS.withDurability(
            Durability.valueOf(durability.toUpperCase(Locale.ROOT)));
    ChronicleEngine engine = told(() -> engine(options));
    try {
      return KvStorage.open(vertx, engine, KvOptions.DEFAULTS).await();
    } catch (RuntimeException e) {
      engine.close().await();
      throw e;
    }
  }

  private ChronicleEngine engine(ChronicleOptions options) throws IOException {
    try {
      return ChronicleEngine.open(folder, options, new Rebuild(progress));
    } finally {
      progress.end();
    }
  }

  /** Checks everything, and tells what is wrong. */
  public Check.Result check() throws IOException {
    requireStore();
    ChronicleEngine engine = told(() -> engine(ChronicleOptions.DEFAULTS));
    try {
      return told(() -> new Check(engine, folder, progress).run());
    } finally {
      engine.close().await();
      progress.end();
    }
  }

  /** Gives back the space of what was overwritten or deleted. */
  public void compact() throws IOException {
    requireStore();
    Vertx vertx = Vertx.vertx();
    try {
      ChronicleEngine engine = told(() -> engine(ChronicleOptions.DEFAULTS));
      Storage storage = storage(vertx, engine);
      try {
        compactDatabases(storage);
        progress.say("Compacting the log.");
        engine.compact().await();
      } finally {
        storage.close().await();
      }
    } finally {
      vertx.close().await();
    }
  }

  /** Those of an engine, which is closed if there are none to be had. */
  private static Storage storage(Vertx vertx, ChronicleEngine engine) {
    return KvStorage.open(vertx, engine, KvOptions.DEFAULTS)
        .recover(failure -> engine.close().transform(closed -> Future.failedFuture(failure)))
        .await();
  }

  private void compactDatabases(Storage storage) {
    List<DatabaseName> names = storage.databases(DatabaseRange.ALL).await();
    for (int i = 0; i < names.size(); i++) {
      progress.at("Databases compacted", i, names.size());
      storage.open(names.get(i)).await().compact().await();
    }
    progress.end();
  }

  /** How many bytes the log has. */
  public long logBytes() throws IOException {
    return told(() -> ChronicleFolder.logBytes(folder));
  }

  /** Copies the store, which may be in use, to another folder. */
  public Copied copyTo(Path target) throws IOException {
    return copying(copied -> ChronicleFolder.copy(folder, target, copied));
  }

  /** Makes in another folder what is whole of a damaged store; answers what was dropped. */
  public List<Dropped> salvageTo(Path target) throws IOException {
    return copying(copied -> ChronicleFolder.salvage(folder, target, copied));
  }

  /** Copies, and tells of bytes. */
  private interface Copying<T> {
    T run(LongConsumer copied) throws IOException;
  }

  private <T> T copying(Copying<T> action) throws IOException {
    long[] bytes = {0};
    try {
      return told(() -> action.run(more -> progress.at("Bytes copied", bytes[0] += more)));
    } finally {
      progress.end();
    }
  }

  /**
   * Requires that there is a store.
   *
   * @throws IOException if there is none
   */
  public void requireStore() throws IOException {
    told(() -> ChronicleFolder.logBytes(folder));
  }

  private <T> T told(Callable<T> action) throws IOException {
    try {
      return action.call();
    } catch (ChronicleException e) {
      throw failure(e);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private FolderException failure(ChronicleException cause) {
    String message = String.valueOf(cause.getMessage());
    return switch (cause.reason()) {
      case IN_USE -> new FolderException(FolderException.Kind.IN_USE, message);
      case DAMAGED ->
          new FolderException(
              FolderException.Kind.DAMAGED,
              message + " (in " + folder + "; 'couchgrass salvage' copies what is whole)");
      case NO_STORE, NOT_EMPTY, WITHIN_SOURCE ->
          new FolderException(FolderException.Kind.WRONG_FOLDER, message);
      case NEWER_FORMAT, MISSING_FLAGS -> new FolderException(FolderException.Kind.FAILED, message);
    };
  }
}
