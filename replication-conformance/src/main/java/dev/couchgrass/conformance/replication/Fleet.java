package dev.couchgrass.conformance.replication;

import static dev.couchgrass.conformance.document.StoreFixture.await;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.replication.net.Simulation;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The storages that replicate with each other, for all trials of a suite. */
final class Fleet {
  private final Vertx vertx;
  private final List<Replica> replicas;
  private final Between between;

  private Fleet(Vertx vertx, List<Replica> replicas, Between between) {
    this.vertx = vertx;
    this.replicas = replicas;
    this.between = between;
  }

  /**
   * Opens them.
   *
   * @param between what stands between the replicator and its lines
   * @throws IOException if there can be none
   */
  static Fleet open(List<StorageHome.Source> homes, Between between) throws IOException {
    Vertx vertx = Vertx.vertx();
    List<Replica> replicas = new ArrayList<>();
    for (StorageHome.Source home : homes) {
      replicas.add(Replica.open(vertx, replicas.size(), home.make()));
    }
    return new Fleet(vertx, List.copyOf(replicas), between);
  }

  /** Begins a trial: every storage has an empty database. */
  Simulation begin() {
    end();
    Simulation simulation = new Simulation(vertx);
    replicas.forEach(replica -> replica.begin(simulation));
    return simulation;
  }

  /** Drops what the last trial left. */
  void end() {
    replicas.forEach(Replica::end);
  }

  Vertx vertx() {
    return vertx;
  }

  Between between() {
    return between;
  }

  int size() {
    return replicas.size();
  }

  /** One of them, counted round. */
  Replica replica(int number) {
    return replicas.get(number % replicas.size());
  }

  List<Replica> replicas() {
    return replicas;
  }

  void close() throws IOException {
    for (Replica replica : replicas) {
      replica.close();
    }
    await(vertx.close());
  }
}
