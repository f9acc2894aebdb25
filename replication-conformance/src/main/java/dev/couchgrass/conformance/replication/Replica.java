package dev.couchgrass.conformance.replication;

import static dev.couchgrass.conformance.document.StoreFixture.await;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.instrument.Probe;
import dev.couchgrass.conformance.replication.net.Line;
import dev.couchgrass.conformance.replication.net.Simulation;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A storage that takes part in all trials, with a database for each, and the line to that. */
final class Replica {
  private final Vertx vertx;
  private final int number;
  private StorageHome home;
  private Storage storage;
  private Optional<Line> line = Optional.empty();
  private int trials;

  private Replica(Vertx vertx, int number, StorageHome home, Storage storage) {
    this.vertx = vertx;
    this.number = number;
    this.home = home;
    this.storage = storage;
  }

  static Replica open(Vertx vertx, int number, StorageHome home) {
    return new Replica(vertx, number, home, await(home.open(vertx)));
  }

  /**
   * Tells its database from every other of the trial, as a server's URL would: instances of two
   * servers may be alike.
   */
  String identity() {
    return "replica " + number + "/" + name();
  }

  private DatabaseName name() {
    return new DatabaseName("trial" + trials);
  }

  /** Begins with an empty database. */
  void begin(Simulation simulation) {
    trials++;
    line = Optional.of(new Line(simulation, await(storage.create(name()))));
  }

  Line line() {
    return line.orElseThrow();
  }

  DocumentStore store() {
    return line().store();
  }

  boolean can(Capability capability) {
    return store().capabilities().contains(capability);
  }

  /** Goes on with what a crash leaves at this moment; false if that can't be had. */
  boolean crash() {
    try {
      Optional<StorageHome> left =
          can(Capability.DURABLE) ? home.crashed() : Optional.<StorageHome>empty();
      if (left.isPresent()) {
        shut();
        home.delete();
        home = left.get();
        open();
      }
      return left.isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes the storage and opens it again; false if it keeps nothing. */
  boolean reopen() {
    if (home.keeps()) {
      shut();
      open();
    }
    return home.keeps();
  }

  private void open() {
    storage = await(home.open(vertx));
    line().reopened(await(storage.open(name())));
  }

  private void shut() {
    if (line.isPresent()) {
      await(line.get().hangUp());
    }
    await(storage.close());
    home.engine().ifPresent(Probe::requireReleased);
  }

  /** Drops what the last trial left. */
  void end() {
    if (line.isPresent()) {
      await(line.get().hangUp());
      line = Optional.empty();
      await(storage.delete(name()));
    }
  }

  void close() throws IOException {
    shut();
    home.delete();
  }
}
