package dev.couchgrass.store.http;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.LiveChanges;
import dev.couchgrass.store.http.options.FeedKind;
import dev.couchgrass.store.http.options.HttpOptions;
import dev.couchgrass.store.http.options.HttpTimeouts;
import dev.couchgrass.store.http.options.Retries;
import dev.couchgrass.store.result.UpdateSequence;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What a continuous feed makes of a server that is silent, gone, slow, or has none. */
class ContinuousFeedTest {
  private static final String PATH = "/db/_changes";

  private static HttpOptions continuous(HttpOptions options, Duration heartbeat) {
    return options
        .withFeeds(FeedKind.CONTINUOUS)
        .withTimeouts(HttpTimeouts.DEFAULTS.withHeartbeat(heartbeat))
        .withRetries(Retries.DEFAULTS.withPauses(Duration.ofMillis(1), Duration.ofMillis(10)));
  }

  /** Answers each continuous feed, by its number, and nothing else but the look before it. */
  private static CannedServer server(
      Duration heartbeat, BiConsumer<Integer, HttpServerResponse> feeds) {
    AtomicInteger count = new AtomicInteger();
    return new CannedServer(
        options -> continuous(options, heartbeat),
        request -> {
          if (isFeed(request)) {
            feeds.accept(count.getAndIncrement(), request.response().setChunked(true));
          } else if (request.path().equals(PATH)) {
            request.response().end("{\"results\":[],\"last_seq\":\"0\",\"pending\":0}");
          } else {
            request.response().end("[]");
          }
        });
  }

  private static boolean isFeed(HttpServerRequest request) {
    return "continuous".equals(request.getParam("feed"));
  }

  private static String row(int number) {
    return "{\"seq\":\"s%d\",\"id\":\"d%d\",\"changes\":[{\"rev\":\"1-a\"}]}\n"
        .formatted(number, number);
  }

  /** Takes changes until there are so many. */
  private static List<String> take(LiveChanges feed, int count) {
    List<String> ids = new ArrayList<>();
    while (ids.size() < count) {
      await(feed.next(2)).forEach(change -> ids.add(change.id().value()));
    }
    return ids;
  }

  private static List<String> sinces(CannedServer server) {
    return server.asked().stream()
        .filter(line -> line.contains("feed=continuous"))
        .map(line -> line.replaceAll(".*since=([^&]*).*", "$1"))
        .toList();
  }

  @Test
  void aSilentFeedIsCutAndGoesOnWhereItWas() {
    try (CannedServer server =
        server(Duration.ofMillis(100), (feed, answer) -> answer.write(row(feed)))) {
      LiveChanges feed = await(server.database().follow(ChangesOptions.DEFAULTS));
      assertEquals(List.of("d0", "d1", "d2"), take(feed, 3));
      assertEquals(List.of("0", "s0", "s1"), sinces(server));
      assertEquals(new UpdateSequence("s2"), feed.lastSequence());
      await(feed.close());
    }
  }

  /** Of an answer that has an end nobody knows whether it ends in a new line. */
  @Test
  void anotherKindOfAnswerIsPolledAlsoWithoutANewLine() {
    String whole = "{\"results\":[" + row(0).strip() + "],\"last_seq\":\"s0\",\"pending\":0}";
    try (CannedServer server =
        new CannedServer(
            options -> continuous(options, Duration.ofSeconds(20)),
            request -> request.response().end(whole))) {
      LiveChanges feed = await(server.database().follow(ChangesOptions.DEFAULTS));
      assertEquals(List.of("d0"), take(feed, 1));
      await(feed.close());
    }
  }

  @Test
  void aRowThatWasCutComesAgainAndNoOther() {
    try (CannedServer server =
        server(
            Duration.ofSeconds(20),
            (feed, answer) -> {
              if (feed == 0) {
                answer
                    .write(row(0) + row(1) + row(2).substring(0, 20))
                    .onSuccess(sent -> answer.reset());
              } else {
                answer.write(row(2) + row(3));
              }
            })) {
      LiveChanges feed = await(server.database().follow(ChangesOptions.DEFAULTS));
      assertEquals(List.of("d0", "d1", "d2", "d3"), take(feed, 4));
      assertEquals(List.of("0", "s1"), sinces(server));
      await(feed.close());
    }
  }

  @Test
  void aRowThatIsGarbledComesAgain() {
    try (CannedServer server =
        server(
            Duration.ofSeconds(20),
            (feed, answer) ->
                answer.write((feed == 0 ? row(0).replace(':', '\0') : row(0)) + row(1) + row(2)))) {
      LiveChanges feed = await(server.database().follow(ChangesOptions.DEFAULTS));
      assertEquals(List.of("d0", "d1"), take(feed, 2));
      assertEquals(List.of("0", "0"), sinces(server));
      await(feed.close());
    }
  }

  @Test
  void heartbeatsKeepAFeedWithoutNews() {
    Vertx vertx = Vertx.vertx();
    try (CannedServer server =
        server(
            Duration.ofMillis(600),
            (feed, answer) -> {
              AtomicInteger beats = new AtomicInteger();
              vertx.setPeriodic(
                  200,
                  timer -> {
                    // Longer, together, than a feed may be silent.
                    if (beats.incrementAndGet() < 15) {
                      answer.write("\n");
                    } else {
                      vertx.cancelTimer(timer);
                      answer.write(row(feed));
                    }
                  });
            })) {
      LiveChanges feed = await(server.database().follow(ChangesOptions.DEFAULTS));
      assertEquals(List.of("d0"), take(feed, 1));
      assertEquals(List.of("0"), sinces(server));
      await(feed.close());
    } finally {
      await(vertx.close());
    }
  }

  @Test
  void aServerThatEndsItsFeedsIsAskedAgain() {
    try (CannedServer server =
        server(
            Duration.ofSeconds(20),
            (feed, answer) ->
                answer.end(feed % 2 == 0 ? row(feed) : "{\"last_seq\":\"t" + feed + "\"}\n"))) {
      LiveChanges feed = await(server.database().follow(ChangesOptions.DEFAULTS));
      assertEquals(List.of("d0", "d2"), take(feed, 2));
      assertEquals(List.of("0", "s0", "t1"), sinces(server));
      await(feed.close());
    }
  }

  @Test
  void whatNobodyReadsIsNotFetched() {
    int rows = 600_000;
    AtomicLong written = new AtomicLong();
    try (CannedServer server =
        server(Duration.ofSeconds(20), (feed, answer) -> write(answer, written, 0, rows))) {
      LiveChanges feed = await(server.database().follow(ChangesOptions.DEFAULTS));
      await(feed.next(1));
      for (int i = 0; i < 500; i++) {
        server.roundTrip();
      }
      assertTrue(written.get() < rows, () -> "all of " + rows + " rows were taken in");
      AtomicInteger next = new AtomicInteger(1);
      while (next.get() < rows) {
        await(feed.next(10_000))
            .forEach(change -> assertEquals("d" + next.getAndIncrement(), change.id().value()));
      }
      assertEquals(List.of("0"), sinces(server));
      await(feed.close());
    }
  }

  private static void write(HttpServerResponse answer, AtomicLong written, int from, int to) {
    int next = from;
    while (next < to && !answer.writeQueueFull()) {
      answer.write(row(next++));
      written.incrementAndGet();
    }
    int rest = next;
    if (rest < to) {
      answer.drainHandler(drained -> write(answer, written, rest, to));
    }
  }

  @Test
  void whereThereAreNoneLongPollsTakeTheirPlace() {
    for (String other :
        List.of(
            "400 {\"error\":\"bad_request\",\"reason\":\"feed\"}",
            "501 {\"error\":\"not_implemented\",\"reason\":\"feed\"}",
            "200 {\"results\":[\n" + row(7) + "],\n\"last_seq\":\"s7\"}\n")) {
      try (CannedServer server =
          new CannedServer(
              options -> continuous(options, Duration.ofSeconds(20)),
              request -> {
                if (isFeed(request)) {
                  request
                      .response()
                      .setStatusCode(Integer.parseInt(other.substring(0, 3)))
                      .end(other.substring(4));
                } else {
                  request
                      .response()
                      .end("{\"results\":[" + row(7) + "],\"last_seq\":\"s7\",\"pending\":4}");
                }
              })) {
        LiveChanges feed = await(server.database().follow(ChangesOptions.DEFAULTS));
        assertEquals(List.of("d7"), take(feed, 1));
        assertEquals(4, feed.pending());
        assertEquals(List.of("0"), sinces(server));
        assertTrue(
            server.asked().stream().anyMatch(line -> line.contains("feed=longpoll&")),
            () -> "" + server.asked());
        await(feed.close());
      }
    }
  }
}
