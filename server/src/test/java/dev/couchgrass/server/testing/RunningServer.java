package dev.couchgrass.server.testing;

import static dev.couchgrass.server.testing.TestServer.await;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.server.CouchServer;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;

/** An open server over a memory storage with one database, {@code db}; and a client of it. */
public final class RunningServer implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = vertx.createHttpClient();
  private final Storage storage;
  private final CouchServer server;
  private final DocumentStore database;

  public RunningServer(ServerOptions options) {
    this(options, KvOptions.DEFAULTS);
  }

  public RunningServer(ServerOptions options, KvOptions kv) {
    storage = await(MemoryStorage.open(vertx, kv));
    database = await(storage.create(new DatabaseName("db")));
    server = await(CouchServer.start(vertx, storage, options.withPort(0).withOpen(true)));
  }

  public RunningServer() {
    this(ServerOptions.DEFAULTS);
  }

  public DocumentStore database() {
    return database;
  }

  public Storage storage() {
    return storage;
  }

  public CouchServer server() {
    return server;
  }

  public int port() {
    return server.port();
  }

  /** Writes a document straight into the database and returns its revision. */
  public String write(String id, Optional<String> parent, String body) {
    DocumentEdit edit =
        new DocumentEdit(
            new DocumentId(id),
            parent.map(dev.couchgrass.core.revision.RevisionId::parse),
            false,
            JsonBody.parse(body),
            java.util.List.of());
    return await(database.write(edit)).toString();
  }

  /**
   * Sends a request and reads its answer whole.
   *
   * @param headers name, value, name, value
   */
  public Answer send(String method, String path, byte[] body, String... headers) {
    Promise<Answer> answer = Promise.promise();
    // On an event loop: an answer's body is lost to a handler that comes from another thread too
    // late.
    vertx.runOnContext(
        ignored -> {
          client
              .request(HttpMethod.valueOf(method), server.port(), "localhost", path)
              .compose(request -> exchange(request, body, headers))
              .onComplete(answer);
        });
    return await(answer.future());
  }

  private static Future<Answer> exchange(HttpClientRequest request, byte[] body, String[] headers) {
    for (int i = 0; i < headers.length; i += 2) {
      request.putHeader(headers[i], headers[i + 1]);
    }
    Future<HttpClientResponse> answered =
        body.length == 0 ? request.send() : request.send(Buffer.buffer(body));
    return answered.compose(
        response ->
            response.body().map(b -> new Answer(response.statusCode(), response.headers(), b)));
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, new byte[0], headers);
  }

  @Override
  public void close() {
    await(server.close());
    await(storage.close());
    await(vertx.close());
  }
}
