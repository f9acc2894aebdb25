package dev.couchgrass.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.server.CouchServer;
import dev.couchgrass.server.auth.PasswordHash;
import dev.couchgrass.server.mount.Mount;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A server over a memory store, on a free port, and a client of it. */
public final class TestServer implements AutoCloseable {
  public static final String ADMIN = "anna";
  public static final String PASSWORD = "correct horse";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = vertx.createHttpClient();
  public final SteppingClock clock = new SteppingClock();
  public final Storage storage;
  public final CouchServer server;

  public TestServer(UnaryOperator<ServerOptions> change) {
    this(change, List.of());
  }

  public TestServer(UnaryOperator<ServerOptions> change, List<Mount> mounts) {
    ServerOptions options = ServerOptions.DEFAULTS.withPort(0).withClock(clock);
    options =
        options
            .withAuthentication(options.authentication().withIterations(10))
            .withAdmin(ADMIN, PASSWORD);
    storage = await(MemoryStorage.open(vertx));
    server = await(CouchServer.start(vertx, storage, change.apply(options), mounts));
  }

  public TestServer() {
    this(UnaryOperator.identity());
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(e.getCause());
    } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  public int port() {
    return server.port();
  }

  /** An answer. */
  public record Answer(int status, MultiMap headers, Buffer body) {
    public String text() {
      return body.toString();
    }

    public JsonNode json() {
      try {
        return MAPPER.readTree(body.getBytes());
      } catch (java.io.IOException e) {
        throw new AssertionError("No JSON: " + text(), e);
      }
    }

    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }

    /** The value of the session cookie that the answer sets. */
    public String cookie() {
      String header = header("Set-Cookie").orElseThrow();
      return header.substring("AuthSession=".length(), header.indexOf(';'));
    }
  }

  /** Sends a request with pairs of header names and values. */
  public Answer send(String method, String path, String body, String... headers) {
    return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  public Answer send(String method, String path, byte[] body, String... headers) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(method))
            .setHost("127.0.0.1")
            .setPort(port())
            .setURI(path);
    for (int i = 0; i < headers.length; i += 2) {
      options.putHeader(headers[i], headers[i + 1]);
    }
    Buffer content = Buffer.buffer(body);
    return await(client.request(options).compose(request -> exchange(request, content)));
  }

  /** Runs on the event loop: an answer is over before another thread can ask for its body. */
  private static Future<Answer> exchange(HttpClientRequest request, Buffer content) {
    Future<HttpClientResponse> answered =
        content.length() == 0 ? request.send() : request.send(content);
    return answered.compose(
        response ->
            response
                .body()
                .map(body -> new Answer(response.statusCode(), response.headers(), body)));
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  public static String basic(String name, String password) {
    byte[] text = (name + ':' + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(text);
  }

  public static String admin() {
    return basic(ADMIN, PASSWORD);
  }

  /** Logs in by JSON. */
  public Answer logIn(String name, String password) {
    String body = "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}";
    return send("POST", "/_session", body, "Content-Type", "application/json");
  }

  /** Puts a user's document beneath the server. */
  public void addUser(String name, String password, String... roles) {
    PasswordHash hash = PasswordHash.of(password, 10, new Random(1));
    addUser(name, hash, roles);
  }

  public void addUser(String name, PasswordHash hash, String... roles) {
    String list = roles.length == 0 ? "" : '"' + String.join("\",\"", roles) + '"';
    String prf = hash.scheme() == PasswordHash.Scheme.SHA1 ? "sha" : "sha256";
    String body =
        "{\"type\":\"user\",\"name\":\"%s\",\"roles\":[%s],\"password_scheme\":\"pbkdf2\",\"pbkdf2_prf\":\"%s\",\"iterations\":%d,\"salt\":\"%s\",\"derived_key\":\"%s\"}"
            .formatted(name, list, prf, hash.iterations(), hash.salt(), hash.key());
    DocumentId id = new DocumentId("org.couchdb.user:" + name);
    await(users().write(DocumentEdit.create(id, JsonBody.parse(body))));
  }

  public DocumentStore users() {
    return await(storage.open(new DatabaseName("_users")));
  }

  @Override
  public void close() {
    await(server.close());
    await(storage.close());
    await(vertx.close());
  }
}
