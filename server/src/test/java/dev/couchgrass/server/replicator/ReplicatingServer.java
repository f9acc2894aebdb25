package dev.couchgrass.server.replicator;

import static dev.couchgrass.server.testing.TestServer.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.server.options.ReplicatorOptions;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.server.testing.TestServer;
import dev.couchgrass.server.testing.TestServer.Answer;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.LiveChanges;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.memory.MemoryStorage;
import dev.couchgrass.sync.options.RetryPolicy;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A server that replicates, with another one beside it that it reaches by URL. */
final class ReplicatingServer implements AutoCloseable {
  /** A URL of the other server's database {@code far}. */
  static final String FAR = "http://anna:" + MemoryRemotes.PASSWORD + "@far.example/far";

  private static final ReplicatorOptions QUICK =
      ReplicatorOptions.DEFAULTS.withBackoff(
          RetryPolicy.FOR_EVER.withPauses(Duration.ofMillis(2), Duration.ofMillis(10)));

  private final Vertx vertx = Vertx.vertx();
  final Storage far = await(MemoryStorage.open(vertx));
  final MemoryRemotes remotes = new MemoryRemotes(far);
  final TestServer server;

  ReplicatingServer(UnaryOperator<ReplicatorOptions> change) {
    server = new TestServer(options -> options(options, change));
    create(server.storage, "a");
    create(far, "far");
  }

  ReplicatingServer() {
    this(UnaryOperator.identity());
  }

  private ServerOptions options(ServerOptions options, UnaryOperator<ReplicatorOptions> change) {
    return options
        .withClock(InstantSource.system())
        .withReplicator(change.apply(QUICK.withRemotes(remotes)));
  }

  static DocumentStore create(Storage storage, String name) {
    return await(storage.create(new DatabaseName(name)));
  }

  static DocumentStore open(Storage storage, String name) {
    return await(storage.open(new DatabaseName(name)));
  }

  DocumentStore near(String name) {
    return open(server.storage, name);
  }

  static void write(DocumentStore store, String id) {
    await(store.write(DocumentEdit.create(new DocumentId(id), JsonBody.parse("{\"n\":1}"))));
  }

  /** Waits until a database has a document. */
  static void awaitDocument(DocumentStore store, String id) {
    LiveChanges changes = await(store.follow(ChangesOptions.DEFAULTS));
    while (await(changes.next(100)).stream().noneMatch(c -> c.id().value().equals(id))) {}
    await(changes.close());
  }

  Answer send(String method, String path, String json) {
    return server.send(
        method,
        path,
        json.replace('\'', '"'),
        "Authorization",
        TestServer.admin(),
        "Content-Type",
        "application/json");
  }

  Answer replicate(String json) {
    return send("POST", "/_replicate", json);
  }

  JsonNode get(String path) {
    return send("GET", path, "").json();
  }

  /** How a document of {@code _replicator} fares. */
  JsonNode document(String id) {
    return get("/_scheduler/docs/_replicator/" + id);
  }

  void awaitState(String id, String state) {
    until(() -> document(id), row -> row.path("state").asText().equals(state));
  }

  /** Asks again and again until the answer is as it should be. */
  static <T> T until(Supplier<T> question, Predicate<T> good) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    T answer = question.get();
    while (!good.test(answer)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("It never came: " + answer);
      }
      answer = question.get();
    }
    return answer;
  }

  @Override
  public void close() {
    server.close();
    await(far.close());
    await(vertx.close());
  }
}
