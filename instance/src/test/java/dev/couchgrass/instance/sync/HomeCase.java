package dev.couchgrass.instance.sync;

import static dev.couchgrass.instance.sync.Machine.await;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.InstanceOptions;
import dev.couchgrass.instance.peer.SyncOptions;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A machine with a database, in a network where others may say what they like. */
abstract class HomeCase {
  private static Vertx vertx;

  final LocalNetwork network = new LocalNetwork();
  private final SyncOptions syncOptions;
  Machine machine;
  Cid database;

  HomeCase(SyncOptions syncOptions) {
    this.syncOptions = syncOptions;
  }

  InstanceOptions options() {
    return InstanceOptions.DEFAULTS;
  }

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    await(vertx.close());
  }

  @BeforeEach
  void open() {
    machine = Machine.of(vertx, network, "home", options(), syncOptions);
    database = machine.create("notes").id();
  }

  @AfterEach
  void close() {
    machine.close();
  }
}
