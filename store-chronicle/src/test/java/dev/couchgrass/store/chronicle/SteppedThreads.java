package dev.couchgrass.store.chronicle;

import dev.couchgrass.store.chronicle.disk.PowerCutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;

/**
 * An engine's threads on the caller's own: it says how many tasks run, and a seed decides which
 * thread is next. Nothing runs when the machine is off.
 */
final class SteppedThreads implements Threads {
  private final Queue<Runnable> writer = new ArrayDeque<>();
  private final Queue<Runnable> maintenance = new ArrayDeque<>();
  private final Queue<Runnable> background = new ArrayDeque<>();
  private final List<Queue<Runnable>> all = List.of(writer, maintenance, background);
  private final Random order;
  private final BooleanSupplier off;
  private Optional<Runnable> timed = Optional.empty();
  private boolean stopped;

  SteppedThreads(Random order, BooleanSupplier off) {
    this.order = order;
    this.off = off;
  }

  private Executor executor(Queue<Runnable> tasks) {
    return task -> {
      if (stopped) {
        throw new RejectedExecutionException();
      }
      tasks.add(task);
    };
  }

  @Override
  public Executor writer() {
    return executor(writer);
  }

  @Override
  public Executor maintenance() {
    return executor(maintenance);
  }

  @Override
  public Executor background() {
    return executor(background);
  }

  @Override
  public void everyNowAndThen(Duration interval, Runnable task) {
    timed = Optional.of(task);
  }

  @Override
  public void stop() {
    stopped = true;
  }

  /** Lets the time pass after which something is to run again. */
  void tick() {
    timed.ifPresent(writer::add);
  }

  /** Runs so many tasks, if there are as many. */
  void run(int tasks) {
    for (int i = 0; i < tasks && !off.getAsBoolean(); i++) {
      List<Queue<Runnable>> waiting = new ArrayList<>(all);
      waiting.removeIf(Queue::isEmpty);
      if (waiting.isEmpty()) {
        return;
      }
      run(waiting.get(order.nextInt(waiting.size())).remove());
    }
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (PowerCutException e) {
      if (!off.getAsBoolean()) {
        throw e;
      }
    }
  }

  void runAll() {
    run(Integer.MAX_VALUE);
  }

  @Override
  public Executor answers() {
    return Runnable::run;
  }
}
