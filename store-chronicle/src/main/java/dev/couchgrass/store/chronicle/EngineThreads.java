package dev.couchgrass.store.chronicle;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Three threads of an engine's own. */
final class EngineThreads implements Threads {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final ScheduledExecutorService writer;
  private final ScheduledExecutorService maintenance;
  private final ScheduledExecutorService background;

  EngineThreads() {
    int number = COUNT.incrementAndGet();
    writer = thread("couchgrass-log-" + number);
    maintenance = thread("couchgrass-index-" + number);
    background = thread("couchgrass-compaction-" + number);
  }

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
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
