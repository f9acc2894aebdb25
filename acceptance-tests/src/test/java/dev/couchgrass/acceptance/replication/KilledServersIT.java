package dev.couchgrass.acceptance.replication;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.acceptance.Packaged;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.http.HttpStorage;
import dev.couchgrass.store.http.options.HttpAuthentication;
import dev.couchgrass.store.http.options.HttpOptions;
import dev.couchgrass.store.http.options.HttpTimeouts;
import dev.couchgrass.sync.Endpoint;
import dev.couchgrass.sync.Replication;
import dev.couchgrass.sync.Replicator;
import dev.couchgrass.sync.options.ReplicationOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two packaged servers over folders, and a live replication from one to the other: now the one is
 * killed, now the other, and started again where it was.
 *
 * <p>{@code -Dreplication.server.kills=} says how many, {@code -Dreplication.seed=} repeats when.
 */
@Timeout(900)
class KilledServersIT {
  private static final int KILLS = Integer.getInteger("replication.server.kills", 4);
  private static final long SEED =
      Long.getLong("replication.seed", new Random().nextInt(1_000_000));
  private static final int REVISIONS = 400;
  private static final int LONGEST_MILLIS = 700;
  private static final String ADMIN = "admin";
  private static final DatabaseName NAME = new DatabaseName("db");

  @TempDir Path folder;

  private final Random random = new Random(SEED);
  private final Vertx vertx = Vertx.vertx();

  /** A server that is started again and again over the same folder, on the same port. */
  private final class Restarted implements AutoCloseable {
    private final Path data;
    private final Storage storage;
    private Packaged.Server server;

    Restarted(String name) throws IOException {
      data = folder.resolve(name);
      server = serve(0);
      storage =
          await(
              HttpStorage.open(
                  vertx,
                  HttpOptions.of("http://127.0.0.1:" + server.port())
                      .withTimeouts(HttpTimeouts.DEFAULTS.withIdle(Duration.ofSeconds(10)))
                      .withAuthentication(new HttpAuthentication.Basic(ADMIN, ADMIN))));
    }

    private Packaged.Server serve(int port) throws IOException {
      return Packaged.serve(data, ADMIN + ":" + ADMIN, port);
    }

    DocumentStore database() {
      return await(storage.openOrCreate(NAME));
    }

    void kill() throws IOException {
      server.process().destroyForcibly().onExit().join();
      server = serve(server.port());
    }

    @Override
    public void close() {
      await(storage.close());
      server.close();
    }
  }

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  @Test
  void aLiveReplicationComesBackToBoth() throws IOException {
    System.out.printf("KilledServersIT: %d kills, seed %d%n", KILLS, SEED);
    try (Restarted near = new Restarted("source");
        Restarted far = new Restarted("target")) {
      DocumentStore source = near.database();
      DocumentStore target = far.database();
      Contents.fill(source, random, REVISIONS);
      Replication replication = start(source, target);
      for (int kill = 0; kill < KILLS; kill++) {
        pause(random.nextInt(LONGEST_MILLIS));
        (kill % 2 == 0 ? far : near).kill();
        Notes.requireThere(source, target);
        Contents.fill(source, random, REVISIONS);
      }
      Trial.awaitEqual(replication, source, target);
      assertTrue(!replication.state().over(), () -> "seed " + SEED);
      await(replication.cancel());
      System.out.printf(
          "KilledServersIT: %d kills, %s, seed %d%n",
          KILLS, replication.state().soFar().counts(), SEED);
    }
  }

  private Replication start(DocumentStore source, DocumentStore target) {
    ReplicationOptions options =
        Trial.STUBBORN
            .withLive(true)
            .withRetry(
                Trial.STUBBORN.retry().withPauses(Duration.ofMillis(50), Duration.ofSeconds(1)));
    return new Replicator(vertx)
        .start(await(Endpoint.at("near", source)), await(Endpoint.at("far", target)), options);
  }

  private static void pause(int millis) {
    long until = System.nanoTime() + millis * 1_000_000L;
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }
}
