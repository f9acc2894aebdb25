package dev.couchgrass.acceptance.replication;

import static dev.couchgrass.conformance.document.StoreFixture.await;

import dev.couchgrass.conformance.network.FaultyGateway;
import dev.couchgrass.conformance.network.FaultyProxy;
import dev.couchgrass.server.CouchServer;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.http.HttpStorage;
import dev.couchgrass.store.http.options.HttpOptions;
import dev.couchgrass.store.http.options.HttpTimeouts;
import dev.couchgrass.store.http.options.Retries;
import dev.couchgrass.store.memory.MemoryStorage;
import dev.couchgrass.sync.Endpoint;
import dev.couchgrass.sync.Replication;
import dev.couchgrass.sync.Replicator;
import dev.couchgrass.sync.options.ReplicationOptions;
import dev.couchgrass.sync.options.ReplicationOptions.Batching;
import dev.couchgrass.sync.options.RetryPolicy;
import dev.couchgrass.sync.result.ReplicationState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A server over a storage in memory, and ways to its databases. */
final class Trial implements AutoCloseable {
  /** Small batches, many notes, and another try at once, however often it fails. */
  static final ReplicationOptions STUBBORN =
      ReplicationOptions.DEFAULTS
          .withCheckpointInterval(Duration.ofMillis(20))
          .withBatch(Batching.DEFAULTS.withDocuments(40).withBytes(20_000).withWorkers(3))
          .withRetry(RetryPolicy.FOR_EVER.withPauses(Duration.ofMillis(5), Duration.ofMillis(50)));

  private static final int MOST_FAILURES = 50;

  private static final HttpOptions PATIENT =
      HttpOptions.of("http://127.0.0.1:1")
          .withTimeouts(
              HttpTimeouts.DEFAULTS
                  .withIdle(Duration.ofMillis(400))
                  .withHeartbeat(Duration.ofMillis(200)))
          .withRetries(
              Retries.DEFAULTS
                  .withAttempts(3)
                  .withPauses(Duration.ofMillis(1), Duration.ofMillis(20)));

  private final Vertx vertx = Vertx.vertx();
  private final Storage kept = await(MemoryStorage.open(vertx));
  private final List<Supplier<Future<Void>>> ends = new ArrayList<>();
  private CouchServer server = serve(0);

  private CouchServer serve(int port) {
    return await(
        CouchServer.start(vertx, kept, ServerOptions.DEFAULTS.withPort(port).withOpen(true)));
  }

  Vertx vertx() {
    return vertx;
  }

  Storage kept() {
    return kept;
  }

  int port() {
    return server.port();
  }

  /** Ends the server; what it keeps stays. */
  void stopServer() {
    await(server.close());
  }

  /** Starts it again, where it was. */
  void startServer() {
    server = serve(server.port());
  }

  /** A new database, without a network in between. */
  DocumentStore database(String name) {
    return await(kept.create(new DatabaseName(name)));
  }

  int listening(FaultyProxy proxy) {
    ends.add(0, proxy::close);
    return await(proxy.listen());
  }

  int listening(FaultyGateway gateway) {
    ends.add(0, gateway::close);
    return await(gateway.listen());
  }

  /** One of the databases, over HTTP, by a client that gives up on silence soon. */
  DocumentStore patient(int port, String database) {
    return over(port, database, PATIENT);
  }

  /** The same with other options; only the address is replaced. */
  DocumentStore over(int port, String database, HttpOptions options) {
    HttpOptions there =
        HttpOptions.of("http://127.0.0.1:" + port)
            .withTimeouts(options.timeouts())
            .withRetries(options.retries())
            .withAuthentication(options.authentication());
    Storage storage = untilItSucceeds(() -> HttpStorage.open(vertx, there));
    ends.add(0, storage::close);
    return untilItSucceeds(() -> storage.open(new DatabaseName(database)));
  }

  private static <T> T untilItSucceeds(Supplier<Future<T>> call) {
    for (int i = 0; i < 200; i++) {
      try {
        return await(call.get());
      } catch (StoreException again) {
        // The way to it fails now and then.
      }
    }
    throw new AssertionError("Two hundred failures in a row");
  }

  Replication start(DocumentStore source, DocumentStore target, ReplicationOptions options) {
    Endpoint from = untilItSucceeds(() -> endpoint(source));
    Endpoint to = untilItSucceeds(() -> endpoint(target));
    return new Replicator(vertx).start(from, to, options);
  }

  /** However it is reached, it is one server's. */
  private static Future<Endpoint> endpoint(DocumentStore store) {
    return store.capabilities().contains(Capability.INSTANCES)
        ? Endpoint.of(store)
        : Endpoint.at("http://trial", store);
  }

  /** Waits until a live replication has brought everything. Fails if it rests before. */
  static void awaitEqual(Replication replication, DocumentStore source, DocumentStore target) {
    Map<String, List<String>> expected = Contents.of(source);
    ReplicationState state = replication.state();
    while (!Contents.of(target).equals(expected)) {
      try {
        state = await(replication.next(state));
      } catch (AssertionError tooLong) {
        Contents.assertEqual(expected, Contents.of(target), state);
      }
      if (state.over()) {
        Contents.assertEqual(expected, Contents.of(target), state);
      }
    }
  }

  /** Waits until it is over, which one that tries for ever never is. */
  static ReplicationState untilOver(Replication replication) {
    ReplicationState state = replication.state();
    while (!state.over()) {
      if (state instanceof ReplicationState.Retrying retrying
          && retrying.failures() > MOST_FAILURES) {
        throw new AssertionError("It does not give up: " + state);
      }
      state = await(replication.next(state));
    }
    return state;
  }

  /** Waits for a state of a kind. */
  static <T extends ReplicationState> T until(Replication replication, Class<T> kind) {
    ReplicationState state = replication.state();
    while (!kind.isInstance(state)) {
      if (state.over()) {
        throw new AssertionError("It ended: " + state);
      }
      state = await(replication.next(state));
    }
    return kind.cast(state);
  }

  @Override
  public void close() {
    ends.forEach(end -> await(end.get()));
    await(server.close());
    await(kept.close());
    await(vertx.close());
  }
}
