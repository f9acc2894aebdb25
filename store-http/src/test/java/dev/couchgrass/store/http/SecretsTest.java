package dev.couchgrass.store.http;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.http.options.HttpAuthentication;
import dev.couchgrass.store.http.options.HttpOptions;
import dev.couchgrass.store.http.options.HttpTimeouts;
import dev.couchgrass.store.http.options.Retries;
import dev.couchgrass.store.http.options.Tls;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No secret is told: by what is thrown and its causes, by what is logged at any level, or by the
 * text of anything that holds one.
 */
class SecretsTest {
  private static final String NAME = "anna";
  private static final String SECRET = "hush0123456789";
  private static final List<String> FORMS =
      List.of(
          SECRET,
          Base64.getEncoder()
              .encodeToString((NAME + ':' + SECRET).getBytes(StandardCharsets.UTF_8)));
  private static final DocumentId ID = new DocumentId("a");

  private final Logger root = Logger.getLogger("");
  private final Level before = root.getLevel();
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private final Handler listener =
      new Handler() {
        private final SimpleFormatter form = new SimpleFormatter();

        @Override
        public void publish(LogRecord entry) {
          told.add("Logged: " + form.format(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private final Vertx vertx = Vertx.vertx();

  @BeforeEach
  void listen() {
    root.setLevel(Level.ALL);
    listener.setLevel(Level.ALL);
    root.addHandler(listener);
  }

  @AfterEach
  void stop() {
    root.removeHandler(listener);
    root.setLevel(before);
    await(vertx.close());
  }

  static Stream<HttpAuthentication> all() {
    return Stream.of(
        new HttpAuthentication.Basic(NAME, SECRET),
        new HttpAuthentication.Session(NAME, SECRET),
        new HttpAuthentication.Bearer(SECRET),
        new HttpAuthentication.Proxy(NAME, List.of("reader"), SECRET),
        new HttpAuthentication.Headers(Map.of("X-Key", SECRET)));
  }

  /** What a server does to whoever asks it something. */
  private static final List<Consumer<HttpServerRequest>> HARMS =
      List.of(
          request -> refuse(request, 401, "unauthorized"),
          request -> refuse(request, 500, "badmatch"),
          request -> request.response().setStatusCode(502).end("<html>"),
          request -> request.response().end("{\"ok\":"),
          request -> request.response().putHeader("Location", "/else").setStatusCode(302).end(),
          request -> request.connection().close(),
          request -> {});

  private static void refuse(HttpServerRequest request, int status, String word) {
    request
        .response()
        .setStatusCode(status)
        .end("{\"error\":\"" + word + "\",\"reason\":\"because\"}");
  }

  private void answer(HttpServerRequest request, Consumer<HttpServerRequest> harm) {
    if (request.path().equals("/_session")) {
      request
          .response()
          .putHeader("Set-Cookie", "AuthSession=" + SECRET + "; Path=/")
          .end("{\"ok\":true}");
    } else if (request.path().equals("/")) {
      request.response().end("{\"couchdb\":\"Welcome\"}");
    } else if (request.path().equals("/db")) {
      request.response().end("{\"doc_count\":0,\"update_seq\":\"0\"}");
    } else {
      harm.accept(request);
    }
  }

  private static HttpOptions options(String address, HttpAuthentication authentication) {
    return HttpOptions.of(address)
        .withAuthentication(authentication)
        .withTimeouts(HttpTimeouts.DEFAULTS.withIdle(Duration.ofMillis(200)))
        .withRetries(
            Retries.DEFAULTS
                .withAttempts(2)
                .withPauses(Duration.ofMillis(1), Duration.ofMillis(2)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void noFailureTellsIt(HttpAuthentication authentication) {
    for (Consumer<HttpServerRequest> harm : HARMS) {
      HttpServer server = vertx.createHttpServer().requestHandler(it -> answer(it, harm));
      String address = "http://127.0.0.1:" + await(server.listen(0, "127.0.0.1")).actualPort();
      HttpOptions options = options(address, authentication);
      Storage storage = await(HttpStorage.open(vertx, options));
      DocumentStore db = await(storage.open(new DatabaseName("db")));
      note(db.get(ID));
      note(db.write(DocumentEdit.create(ID, JsonBody.EMPTY)));
      note(db.changes(ChangesOptions.DEFAULTS).compose(changes -> changes.toList(1)));
      told.add(options + " " + storage + " " + db);
      await(server.close());
      note(db.get(ID));
      await(storage.close());
      note(HttpStorage.open(vertx, options));
      note(HttpStorage.open(vertx, options(address.replace("http:", "https:"), authentication)));
    }
    assertUntold();
    assertTrue(
        told.stream().filter(text -> text.startsWith("Failed: ")).count() >= 5L * HARMS.size());
    assertTrue(told.stream().anyMatch(text -> text.startsWith("Logged: ")), "nothing was logged");
  }

  /** Its form has the password in it, and its answer may have a session. */
  @Test
  void noLoginThatFailsTellsIt() {
    List<Consumer<HttpServerRequest>> harms = new ArrayList<>(HARMS);
    harms.add(
        request ->
            request.response().putHeader("Set-Cookie", "Other=" + SECRET).end("{\"ok\":true}"));
    for (Consumer<HttpServerRequest> harm : harms) {
      HttpServer server = vertx.createHttpServer().requestHandler(harm::accept);
      String address = "http://127.0.0.1:" + await(server.listen(0, "127.0.0.1")).actualPort();
      HttpOptions options = options(address, new HttpAuthentication.Session(NAME, SECRET));
      note(HttpStorage.open(vertx, options));
      await(server.close());
    }
    assertUntold();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://anna:hush0123456789@127.0.0.1:5984",
        "http://anna:hush0123456789@ho st/",
        "http://anna:hush0123456789@host_name/",
        "http://anna:hush0123456789@",
        "http:anna:hush0123456789@127.0.0.1",
        "http:///anna:hush0123456789@127.0.0.1/",
        "anna:hush0123456789@127.0.0.1:5984",
        "ftp://anna:hush0123456789@127.0.0.1/",
        "//anna:hush0123456789@127.0.0.1/",
        "http://127.0.0.1/?name=anna&password=hush0123456789",
        "http://127.0.0.1/#hush0123456789"
      })
  void noAddressThatIsRefusedTellsIt(String address) {
    told.add(text(assertThrows(IllegalArgumentException.class, () -> HttpOptions.of(address))));
    assertUntold();
  }

  @Test
  void noRefusedOptionTellsIt() {
    String broken = SECRET + "\r\nX-Other: 1";
    told.add(
        text(
            assertThrows(
                IllegalArgumentException.class, () -> new HttpAuthentication.Bearer(broken))));
    told.add(
        text(
            assertThrows(
                IllegalArgumentException.class,
                () -> new HttpAuthentication.Proxy(NAME, List.of(), broken))));
    told.add(
        text(
            assertThrows(
                IllegalArgumentException.class,
                () -> new HttpAuthentication.Basic(NAME + ':' + SECRET, ""))));
    told.add("" + Tls.DEFAULTS.withIdentity(new PemKeyCertOptions().setKeyPath(SECRET)));
    assertUntold();
  }

  private void note(Future<?> failing) {
    told.add("Failed: " + text(assertThrows(StoreException.class, () -> await(failing))));
  }

  /** All that is told of a failure: its text, its details, its causes and their traces. */
  private static String text(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    return failure instanceof StoreException ours
        ? ours.reason() + " " + ours.detail() + " " + trace
        : failure + " " + trace;
  }

  private void assertUntold() {
    assertEquals(
        List.of(), told.stream().filter(text -> FORMS.stream().anyMatch(text::contains)).toList());
    assertFalse(told.isEmpty());
  }
}
