package dev.couchgrass.store.http;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.http.options.HttpTimeouts;
import dev.couchgrass.store.http.options.Retries;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that asks to be left alone is, for as long as it asks, within a limit. */
class RetryAfterTest {
  private static final DocumentId ID = new DocumentId("a");
  private static final Retries QUICK =
      Retries.DEFAULTS.withPauses(Duration.ofMillis(1), Duration.ofMillis(1));

  private final AtomicInteger left = new AtomicInteger();
  private final AtomicInteger early = new AtomicInteger();
  private final AtomicLong until = new AtomicLong();

  /** Runs when a client has heard that it is sent away, and draws how long it pauses. */
  private volatile Runnable pausing = () -> {};

  /** Sends away so many, and then answers; counts who comes too early. */
  private CannedServer server(int status, int times, String header, Retries retries) {
    left.set(times);
    return new CannedServer(
        options ->
            options
                .withRetries(retries)
                .withRandom(this::draw)
                .withTimeouts(HttpTimeouts.DEFAULTS.withDrain(Duration.ofMillis(100))),
        request -> answer(request, status, header));
  }

  private long draw() {
    pausing.run();
    return 0;
  }

  private Future<?> untilHeard(Supplier<Future<?>> call) {
    Promise<Void> heard = Promise.promise();
    pausing = heard::tryComplete;
    Future<?> called = call.get();
    await(heard.future());
    return called;
  }

  private void answer(HttpServerRequest request, int status, String header) {
    early.addAndGet(until.get() > System.nanoTime() ? 1 : 0);
    if (left.decrementAndGet() >= 0) {
      until.set(System.nanoTime() + 900_000_000L);
      request
          .response()
          .setStatusCode(status)
          .putHeader("Date", "Fri, 04 Jan 2030 00:00:00 GMT")
          .putHeader("Retry-After", header)
          .end("{\"error\":\"too_many_requests\",\"reason\":\"Not so many\"}");
    } else if (request.method().name().equals("POST")) {
      request.response().setStatusCode(201).end("[{\"ok\":true,\"id\":\"a\",\"rev\":\"1-x\"}]");
    } else {
      request.response().end("{\"_id\":\"a\",\"_rev\":\"1-x\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "Fri, 04 Jan 2030 00:00:01 GMT"})
  void aServerIsLeftAloneAsLongAsItAsks(String header) {
    try (CannedServer server = server(429, 1, header, QUICK)) {
      DocumentStore db = server.database();
      assertTrue(await(db.get(ID)).isPresent());
      assertEquals(0, early.get());
      assertEquals(2, server.asked().size());
    }
  }

  /** Others, too, wait: it is the server that has too much to do, and no single request. */
  @Test
  void soAreAllRequests() {
    try (CannedServer server = server(503, 1, "1", QUICK)) {
      DocumentStore db = server.database();
      await(db.get(ID));
      left.set(1);
      Future<?> second = untilHeard(() -> db.get(ID));
      await(Future.join(second, db.get(ID), db.get(ID)));
      assertEquals(0, early.get());
    }
  }

  @Test
  void noLongerThanTheLimit() {
    Retries retries = QUICK.withLongestAsked(Duration.ofMillis(10));
    try (CannedServer server = server(429, 2, "3600", retries)) {
      assertTrue(await(server.database().get(ID)).isPresent());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "soon", "-1", "99999999999999999999", "Fri, 04 Jan 1030 00:00:01 GMT"})
  void whatMeansNothingIsPassedOver(String header) {
    try (CannedServer server = server(429, 1, header, QUICK)) {
      assertTrue(await(server.database().get(ID)).isPresent());
    }
  }

  /** A 429 says that nothing was done, so that an edit may be sent again; a 503 does not. */
  @Test
  void anEditIsRepeatedOnlyIfItWasNotCarriedOut() {
    DocumentEdit edit = DocumentEdit.create(ID, JsonBody.EMPTY);
    try (CannedServer server = server(429, 1, "0", QUICK)) {
      await(server.database().write(edit));
    }
    try (CannedServer server = server(503, 1, "0", QUICK)) {
      assertFails(ErrorCode.OVERLOADED, server.database().write(edit));
    }
  }

  @Test
  void closingEndsIt() {
    try (CannedServer server = server(429, 1, "3600", Retries.DEFAULTS)) {
      DocumentStore db = server.database();
      Future<?> waiting = untilHeard(() -> db.get(ID));
      server.closeStorage();
      assertFails(ErrorCode.STORE_FAILED, waiting);
    }
  }
}
