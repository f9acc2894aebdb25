package dev.couchgrass.conformance.entry;

import static dev.couchgrass.conformance.document.StoreFixture.await;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.instrument.Probe;
import dev.couchgrass.conformance.partial.Lack;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.kv.check.KvCheck;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a trial is of: a store of entries, new for each script, and its model. */
final class TriedEntries {
  private final Vertx vertx;
  private final EntryModel model = new EntryModel();
  private StorageHome home;
  private Storage storage;
  private EntryStore store;

  private TriedEntries(Vertx vertx, StorageHome home) {
    this.vertx = vertx;
    this.home = home;
    this.storage = await(home.open(vertx));
    this.store = await(storage.entries());
  }

  static TriedEntries open(Vertx vertx, StorageHome.Source homes) throws IOException {
    return new TriedEntries(vertx, homes.make());
  }

  EntryStore store() {
    return store;
  }

  EntryModel model() {
    return model;
  }

  /** Closes the storage and opens it again, if it keeps anything. */
  void reopen() {
    if (home.keeps()) {
      shut();
      openHome();
    }
  }

  /** Goes on with what a crash at this moment leaves, if that can be had. */
  void crash() {
    try {
      Optional<StorageHome> left = Lack.isDurable(storage) ? home.crashed() : Optional.empty();
      if (left.isPresent()) {
        shut();
        home.delete();
        home = left.get();
        openHome();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void openHome() {
    storage = await(home.open(vertx));
    store = await(storage.entries());
  }

  private void shut() {
    await(storage.close());
    home.engine().ifPresent(Probe::requireReleased);
  }

  /** What a check of everything in the engine finds; it finds everything sound. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    home.engine()
        .ifPresent(
            engine -> {
              try (Snapshot snapshot = engine.snapshot()) {
                KvCheck.run(snapshot, (where, what) -> problems.add(where + ": " + what));
              }
            });
    return problems;
  }

  void close() throws IOException {
    shut();
    home.delete();
  }
}
