package dev.couchgrass.instance.sync.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.peer.SyncReport;
import dev.couchgrass.instance.time.FixedClock;
import dev.couchgrass.instance.timer.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PairTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final Vertx vertx = Vertx.vertx();
  private final Pair.Key key;
  private final List<Promise<SyncReport>> exchanges = new ArrayList<>();
  private final SyncReport report;

  PairTest() {
    try (SigningKey peer = SigningKey.generate(new SecureRandom())) {
      Cid database = Cid.of(Codec.DAG_CBOR, new byte[0]);
      key = new Pair.Key(database, peer.publicKey());
      report = new SyncReport(database, peer.publicKey(), 0, 0, Map.of(), Map.of(), true, 1);
    }
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private Pair pair(Duration interval, Duration retry) {
    return new Pair(
        key,
        new Timers(vertx),
        new FixedClock(),
        new Backoff(retry, retry, () -> 0),
        interval,
        this::exchange);
  }

  private Future<SyncReport> exchange() {
    Promise<SyncReport> promise = Promise.promise();
    exchanges.add(promise);
    return promise.future();
  }

  @Test
  void whoAsksMeanwhileGetsTheNextTime() {
    Pair pair = pair(LONG, LONG);
    Future<SyncReport> first = pair.run();
    Future<SyncReport> second = pair.run();
    Future<SyncReport> third = pair.run();
    assertSame(second, third);
    assertEquals(1, exchanges.size());
    exchanges.get(0).complete(report);
    assertTrue(first.succeeded());
    assertFalse(second.isComplete());
    assertEquals(2, exchanges.size());
    assertTrue(pair.state().due());
    exchanges.get(1).fail("gone");
    assertTrue(third.failed());
    assertEquals(2, exchanges.size());
    assertEquals(1, pair.state().failures());
    assertTrue(pair.state().lastSuccess().isPresent());
    pair.close();
  }

  @Test
  void aWriteDoesNotHurryWhoFailed() {
    Pair pair = pair(LONG, LONG);
    pair.runSoon();
    exchanges.get(0).fail("gone");
    pair.runSoon();
    assertEquals(1, exchanges.size());
    // But whoever asks for it does.
    pair.run();
    assertEquals(2, exchanges.size());
    // What is written meanwhile may not be in it.
    pair.runSoon();
    exchanges.get(1).complete(report);
    assertEquals(3, exchanges.size());
    exchanges.get(2).complete(report);
    pair.runSoon();
    assertEquals(4, exchanges.size());
    assertEquals(0, pair.state().failures());
    pair.close();
  }

  @Test
  void comesBackByItself() throws Exception {
    CountDownLatch many = new CountDownLatch(5);
    Pair pair =
        new Pair(
            key,
            new Timers(vertx),
            new FixedClock(),
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), () -> 0),
            Duration.ofMillis(1),
            () -> {
              many.countDown();
              return many.getCount() % 2 == 0
                  ? Future.failedFuture("gone")
                  : Future.succeededFuture(report);
            });
    pair.run();
    assertTrue(many.await(20, TimeUnit.SECONDS));
    pair.close();
  }

  @Test
  void aShorterIntervalCountsAtOnce() throws Exception {
    CountDownLatch twice = new CountDownLatch(2);
    Pair pair =
        new Pair(
            key,
            new Timers(vertx),
            new FixedClock(),
            new Backoff(LONG, LONG, () -> 0),
            LONG,
            () -> {
              twice.countDown();
              return Future.succeededFuture(report);
            });
    pair.run();
    pair.setInterval(Duration.ofMillis(1));
    assertTrue(twice.await(20, TimeUnit.SECONDS));
    pair.close();
  }

  @Test
  void whatIsClosedRunsNoMore() {
    Pair pair = pair(LONG, LONG);
    pair.run();
    Future<SyncReport> next = pair.run();
    pair.close();
    assertTrue(next.failed());
    exchanges.get(0).complete(report);
    assertEquals(1, exchanges.size());
    assertTrue(pair.run().failed());
    pair.runSoon();
    assertEquals(1, exchanges.size());
  }
}
