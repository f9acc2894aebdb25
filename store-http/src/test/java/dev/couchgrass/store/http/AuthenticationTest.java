package dev.couchgrass.store.http;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.server.CouchServer;
import dev.couchgrass.server.options.Authentication;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.http.options.HttpAuthentication;
import dev.couchgrass.store.http.options.HttpOptions;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who asks: by a server of our own where it knows the way, else by what is sent. */
class AuthenticationTest {
  private static final String NAME = "anna";
  private static final String PASSWORD = "s3cret p\u00e4ss:word";
  private static final Duration SESSION = Duration.ofMinutes(10);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final Vertx vertx = Vertx.vertx();
  private final Storage kept = await(MemoryStorage.open(vertx));
  private final CouchServer server =
      await(
          CouchServer.start(
              vertx,
              kept,
              ServerOptions.DEFAULTS
                  .withPort(0)
                  .withClock(now::get)
                  .withAuthentication(
                      Authentication.DEFAULTS
                          .withAdmins(Map.of(NAME, PASSWORD))
                          .withSessionTimeout(SESSION)
                          .withIterations(10))));

  @AfterEach
  void stop() {
    await(server.close());
    await(kept.close());
    await(vertx.close());
  }

  private Storage open(HttpAuthentication authentication) {
    return await(
        HttpStorage.open(vertx, HttpOptions.of(server.url()).withAuthentication(authentication)));
  }

  private static void use(Storage storage, String database) {
    assertEquals(0, await(await(storage.create(new DatabaseName(database))).info()).documents());
  }

  @Test
  void aNameAndAPasswordComeWithEveryRequest() {
    Storage storage = open(new HttpAuthentication.Basic(NAME, PASSWORD));
    use(storage, "db");
    await(storage.close());
  }

  @Test
  void aSessionThatTheServerEndedIsBegunAgain() {
    Storage storage = open(new HttpAuthentication.Session(NAME, PASSWORD));
    use(storage, "one");
    now.updateAndGet(time -> time.plus(SESSION.multipliedBy(3)));
    use(storage, "two");
    now.updateAndGet(time -> time.plus(SESSION.multipliedBy(3)));
    use(storage, "three");
    await(storage.close());
  }

  @Test
  void whoIsRefusedLearnsItAndNobodyLearnsHisSecret() {
    for (HttpAuthentication wrong :
        List.of(
            new HttpAuthentication.Basic(NAME, "wr0ng-secret"),
            new HttpAuthentication.Session(NAME, "wr0ng-secret"),
            new HttpAuthentication.Bearer("wr0ng-secret"),
            new HttpAuthentication.Proxy(NAME, List.of(), "wr0ng-secret"))) {
      HttpOptions options = HttpOptions.of(server.url()).withAuthentication(wrong);
      StoreException failure =
          assertFails(
              ErrorCode.UNAUTHORIZED,
              HttpStorage.open(vertx, options)
                  .compose(storage -> storage.create(new DatabaseName("db"))));
      assertFalse(whole(failure).contains("wr0ng"), () -> whole(failure));
      assertFalse(options.toString().contains("wr0ng"), options::toString);
      assertFalse(wrong.toString().contains("wr0ng"), wrong::toString);
    }
  }

  /** All that a failure tells, its causes included. */
  private static String whole(StoreException failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return failure.reason() + ' ' + failure.getMessage() + ' ' + text;
  }

  @Test
  void tokensAndAProxysWordAreSentAsCouchDbReadsThem() {
    assertEquals(
        List.of("Bearer ey.J.w"), sent(new HttpAuthentication.Bearer("ey.J.w"), "Authorization"));
    HttpAuthentication proxy =
        new HttpAuthentication.Proxy(NAME, List.of("editor", "reader"), "0a1b");
    assertEquals(List.of(NAME), sent(proxy, "X-Auth-CouchDB-UserName"));
    assertEquals(List.of("editor,reader"), sent(proxy, "X-Auth-CouchDB-Roles"));
    assertEquals(List.of("0a1b"), sent(proxy, "X-Auth-CouchDB-Token"));
  }

  @Test
  void headersAreSentAsTheyAreButForThoseOfTheRequestItself() {
    HttpAuthentication headers = new HttpAuthentication.Headers(Map.of("X-Token", "s3cret"));
    assertEquals(List.of("s3cret"), sent(headers, "X-Token"));
    assertFalse(headers.toString().contains("s3cret"), headers::toString);
    for (Map<String, String> wrong :
        List.of(
            Map.of("Host", "elsewhere"),
            Map.of("content-LENGTH", "1"),
            Map.of("X Y", "1"),
            Map.of("X", "a\r\nY: b"))) {
      assertThrows(IllegalArgumentException.class, () -> new HttpAuthentication.Headers(wrong));
    }
  }

  private static List<String> sent(HttpAuthentication authentication, String header) {
    List<MultiMap> headers = new ArrayList<>();
    try (CannedServer canned =
        new CannedServer(
            options -> options.withAuthentication(authentication),
            request -> {
              headers.add(request.headers());
              request.response().end("1000");
            })) {
      await(canned.database().revisionsLimit());
    }
    return headers.get(0).getAll(header);
  }
}
