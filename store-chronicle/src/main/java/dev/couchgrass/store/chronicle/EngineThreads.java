package dev.couchgrass.store.chronicle;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Three threads of an engine's own, and those on which futures complete. */
final class EngineThreads implements Threads {
  /** A thread that completes futures ends when it had nothing to do for so long. */
  private static final long IDLE_SECONDS = 10;

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final ScheduledExecutorService writer;
  private final ScheduledExecutorService maintenance;
  private final ScheduledExecutorService background;
  private final ThreadPoolExecutor answers;

  EngineThreads() {
    int number = COUNT.incrementAndGet();
    writer = thread("couchgrass-log-" + number);
    maintenance = thread("couchgrass-index-" + number);
    background = thread("couchgrass-compaction-" + number);
    answers =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> daemon(task, "couchgrass-answers-" + number));
  }

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(task -> daemon(task, name));
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public Executor writer() {
    return writer;
  }

  @Override
  public Executor maintenance() {
    return maintenance;
  }

  @Override
  public Executor background() {
    return background;
  }

  @Override
  public Executor answers() {
    return answers;
  }

  @Override
  public void everyNowAndThen(Duration interval, Runnable task) {
    long millis = interval.toMillis();
    // Ends with the writer; what it throws, it reports itself.
    var unused = writer.scheduleWithFixedDelay(task, millis, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    background.shutdown();
    maintenance.shutdown();
    writer.shutdown();
  }
}
