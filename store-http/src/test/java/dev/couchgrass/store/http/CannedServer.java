package dev.couchgrass.store.http;

import static dev.couchgrass.conformance.document.StoreFixture.await;

import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DatabaseRange;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.http.options.HttpOptions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A server that says what it is told to, and a storage that takes it for a CouchDB. */
final class CannedServer implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final HttpServer server;
  private final Storage storage;

  /**
   * @param answers to everything but what is asked when the storage, and its database, are opened
   */
  CannedServer(UnaryOperator<HttpOptions> options, Consumer<HttpServerRequest> answers) {
    server = vertx.createHttpServer().requestHandler(request -> answer(request, answers));
    int port = await(server.listen(0, "127.0.0.1")).actualPort();
    storage =
        await(HttpStorage.open(vertx, options.apply(HttpOptions.of("http://127.0.0.1:" + port))));
  }

  private void answer(HttpServerRequest request, Consumer<HttpServerRequest> answers) {
    String line = request.method() + " " + request.uri();
    if (line.equals("GET /")) {
      request.response().end("{\"couchdb\":\"Welcome\"}");
    } else if (line.equals("GET /db")) {
      request.response().end("{\"doc_count\":0,\"update_seq\":\"0\"}");
    } else {
      asked.add(line);
      answers.accept(request);
    }
  }

  /** Says this to everything. */
  static CannedServer saying(int status, String body) {
    return new CannedServer(
        options -> options, request -> request.response().setStatusCode(status).end(body));
  }

  /** Asks the server something and waits for its answer, as another client does. */
  void roundTrip() {
    await(storage.databases(DatabaseRange.ALL).otherwiseEmpty());
  }

  DocumentStore database() {
    return await(storage.open(new DatabaseName("db")));
  }

  /** Closes the client's side alone. */
  void closeStorage() {
    await(storage.close());
  }

  /** Each request's method and target, in order. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    await(storage.close());
    await(server.close());
    await(vertx.close());
  }
}
