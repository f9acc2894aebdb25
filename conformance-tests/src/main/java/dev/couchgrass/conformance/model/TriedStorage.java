package dev.couchgrass.conformance.model;

import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.instrument.Probe;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.kv.check.KvCheck;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A storage for all tries of a property, with a database for each. */
final class TriedStorage {
  private final Vertx vertx;
  private StorageHome home;
  private Storage storage;
  private int tries;

  private TriedStorage(Vertx vertx, StorageHome home, Storage storage) {
    this.vertx = vertx;
    this.home = home;
    this.storage = storage;
  }

  static TriedStorage open(StorageHome.Source homes) throws IOException {
    Vertx vertx = Vertx.vertx();
    StorageHome home = homes.make();
    return new TriedStorage(vertx, home, StoreFixture.await(home.open(vertx)));
  }

  private DatabaseName name() {
    return new DatabaseName("try" + tries);
  }

  /** An empty database. */
  DocumentStore next() {
    tries++;
    return StoreFixture.await(storage.create(name()));
  }

  /** The same database, after the storage was closed and opened again, if it keeps anything. */
  DocumentStore reopen() {
    if (home.keeps()) {
      shut();
      storage = StoreFixture.await(home.open(vertx));
    }
    return StoreFixture.await(storage.open(name()));
  }

  /** The same database, as a crash at this moment leaves it, if that can be had. */
  DocumentStore crash() {
    try {
      Optional<StorageHome> left = home.crashed();
      if (left.isPresent()) {
        shut();
        home.delete();
        home = left.get();
        storage = StoreFixture.await(home.open(vertx));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return StoreFixture.await(storage.open(name()));
  }

  private void shut() {
    StoreFixture.await(storage.close());
    home.engine().ifPresent(Probe::requireReleased);
  }

  /** What the engine keeps of the newest database beside counters and purges. */
  List<String> left() {
    String database = "%08x".formatted(tries);
    return home.engine().map(Probe::dump).orElse(List.of()).stream()
        .filter(key -> key.startsWith(database))
        .filter(key -> !key.startsWith("01", 8) && !key.startsWith("0c", 8))
        .toList();
  }

  /** Whether it is sure that what lies beneath knows ranks. */
  boolean ranks() {
    return home.engine().map(Probe::ranks).orElse(false);
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

  void drop() {
    StoreFixture.await(storage.delete(name()));
  }

  void close() throws IOException {
    shut();
    StoreFixture.await(vertx.close());
    home.delete();
  }
}
