package dev.couchgrass.server.document;

import static dev.couchgrass.server.testing.TestServer.await;

import dev.couchgrass.server.bulk.BulkEndpoints;
import dev.couchgrass.server.database.DatabaseEndpoints;
import dev.couchgrass.server.http.Counters;
import dev.couchgrass.server.http.Dispatcher;
import dev.couchgrass.server.http.DocumentPolicy;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.Gate;
import dev.couchgrass.server.http.Gateway;
import dev.couchgrass.server.http.Identity;
import dev.couchgrass.server.http.Route;
import dev.couchgrass.server.multipart.MultipartExchanges;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The endpoints of databases and documents over an empty memory store, open to everybody. */
public final class OpenServer implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = vertx.createHttpClient();
  private final Storage storage;
  private final HttpServer listener;

  /** Starts with a database {@code db}. */
  public OpenServer() {
    this(ServerOptions.DEFAULTS, Optional.empty());
  }

  public OpenServer(ServerOptions options, Optional<DocumentPolicy> policy) {
    this(options, policy, KvOptions.DEFAULTS);
  }

  public OpenServer(ServerOptions options, Optional<DocumentPolicy> policy, KvOptions kv) {
    storage = await(MemoryStorage.open(vertx, kv));
    AtomicInteger count = new AtomicInteger();
    List<Route> routes = new ArrayList<>();
    routes.addAll(
        new DatabaseEndpoints(storage, () -> "id" + count.incrementAndGet(), name -> {}).routes());
    PartedAnswers parted = new MultipartExchanges(() -> "boundary" + count.incrementAndGet());
    routes.addAll(new DocumentEndpoints(parted).routes());
    routes.addAll(new BulkEndpoints(parted, () -> "id" + count.incrementAndGet()).routes());
    Gateway gateway =
        new Gateway(
            vertx, options, new OpenGate(storage, policy), new Dispatcher(routes), new Counters());
    listener =
        await(vertx.createHttpServer().requestHandler(gateway::handle).listen(0, "127.0.0.1"));
    await(storage.create(new DatabaseName("db")));
  }

  public int port() {
    return listener.actualPort();
  }

  public Storage storage() {
    return storage;
  }

  /** Sends a request with a JSON body, if it is not empty. */
  public Answer send(String method, String path, String body, String... headers) {
    return await(
        client
            .request(HttpMethod.valueOf(method), port(), "127.0.0.1", path)
            .compose(
                request -> {
                  if (!body.isEmpty()) {
                    request.putHeader("Content-Type", "application/json");
                  }
                  for (int i = 0; i < headers.length; i += 2) {
                    request.putHeader(headers[i], headers[i + 1]);
                  }
                  return exchange(request, Buffer.buffer(body));
                }));
  }

  /** Runs on the event loop: an answer is over before another thread can ask for its body. */
  private static Future<Answer> exchange(HttpClientRequest request, Buffer body) {
    return request
        .send(body)
        .compose(
            response ->
                response
                    .body()
                    .map(
                        bytes ->
                            new Answer(
                                response.statusCode(),
                                response.headers(),
                                bytes.toString().stripTrailing())));
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  public Answer put(String path, String body, String... headers) {
    return send("PUT", path, body, headers);
  }

  public Answer post(String path, String body, String... headers) {
    return send("POST", path, body, headers);
  }

  public Answer delete(String path, String... headers) {
    return send("DELETE", path, "", headers);
  }

  @Override
  public void close() {
    await(listener.close());
    await(storage.close());
    await(vertx.close());
  }

  /**
   * An answer.
   *
   * @param body without the line feed at its end
   */
  public record Answer(int status, MultiMap headers, String body) {
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }

    /** The value of {@code rev}. */
    public String rev() {
      String mark = "\"rev\":\"";
      int start = body.indexOf(mark) + mark.length();
      return body.substring(start, body.indexOf('"', start));
    }

    /** Status and body together, for one comparison. */
    @Override
    public String toString() {
      return status + " " + body;
    }
  }

  private record OpenGate(Storage storage, Optional<DocumentPolicy> policy) implements Gate {
    @Override
    public Future<Identity> identify(Exchange exchange) {
      return Future.succeededFuture(Identity.OPEN);
    }

    @Override
    public Future<Optional<Opened>> admit(Identity identity, Dispatcher.Match match) {
      if (!match.route().opensDatabase()) {
        return Future.succeededFuture(Optional.empty());
      }
      return storage
          .open(new DatabaseName(match.parameters().get(Route.DATABASE)))
          .map(database -> Optional.of(new Opened(database, policy)));
    }
  }
}
