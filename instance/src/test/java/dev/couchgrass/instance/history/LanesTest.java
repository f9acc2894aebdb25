package dev.couchgrass.instance.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LanesTest {
  private static final int LANES = 2;
  private final Vertx vertx = Vertx.vertx();
  private final Lanes lanes = new Lanes(LANES, new Workers(vertx));
  private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  private Future<Void> run(long call, String name, CountDownLatch end) {
    return lanes.run(
        call,
        () -> {
          begun.add(name);
          await(end);
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static CountDownLatch latch() {
    return new CountDownLatch(1);
  }

  @Test
  void asManyAsThereAreLanesRunAtATimeThoseOfEarlierCallsFirst() throws Exception {
    long early = lanes.call();
    long late = lanes.call();
    CountDownLatch first = latch();
    CountDownLatch second = latch();
    CountDownLatch rest = latch();
    Future<Void> firstDone = run(late, "late 1", first);
    assertEquals("late 1", begun.take());
    run(late, "late 2", second);
    assertEquals("late 2", begun.take());
    Future<Void> last = run(late, "late 3", rest);
    run(early, "early 1", rest);
    assertEquals(0, begun.size());
    first.countDown();
    assertEquals("early 1", begun.take());
    firstDone.await(30, TimeUnit.SECONDS);
    assertEquals(0, begun.size());
    second.countDown();
    assertEquals("late 3", begun.take());
    rest.countDown();
    last.await(30, TimeUnit.SECONDS);
  }

  @Test
  void aFailureFreesItsLane() throws Exception {
    for (int i = 0; i < 3 * LANES; i++) {
      Future<Void> failed =
          lanes.run(
              0,
              () -> {
                throw new IllegalStateException("broken");
              });
      assertThrows(IllegalStateException.class, () -> failed.await(30, TimeUnit.SECONDS));
    }
    CountDownLatch end = latch();
    run(0, "one", end);
    run(0, "two", end);
    begun.take();
    begun.take();
    end.countDown();
  }

  /** Whoever waits for what can't be done any more hears of it. */
  @Test
  void withoutWorkersEverythingFails() throws Exception {
    CountDownLatch end = latch();
    Future<Void> running = run(0, "running", end);
    begun.take();
    end.countDown();
    running.await(30, TimeUnit.SECONDS);
    vertx.close().await(30, TimeUnit.SECONDS);
    for (int i = 0; i < 3 * LANES; i++) {
      Future<Void> late = lanes.run(0, () -> begun.add("late"));
      assertThrows(Exception.class, () -> late.await(30, TimeUnit.SECONDS));
    }
    assertEquals(0, begun.size());
  }

  /** More than a worker does in a row, from several threads; never more than there are lanes. */
  @Test
  void everythingIsDone() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    List<Future<Void>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          new Thread(
              () -> {
                for (int j = 0; j < 1_000; j++) {
                  Future<Void> each =
                      lanes.run(
                          j % 3,
                          () -> {
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            LockSupport.parkNanos(1_000);
                            done.incrementAndGet();
                            running.decrementAndGet();
                          });
                  synchronized (all) {
                    all.add(each);
                  }
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread each : threads) {
      each.join();
    }
    Future.all(all).await(30, TimeUnit.SECONDS);
    assertEquals(4_000, done.get());
    assertTrue(most.get() <= LANES, () -> most + " at a time");
  }
}
