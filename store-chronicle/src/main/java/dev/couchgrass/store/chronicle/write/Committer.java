package dev.couchgrass.store.chronicle.write;

import dev.couchgrass.store.chronicle.log.Appended;
import dev.couchgrass.store.chronicle.log.Log;
import dev.couchgrass.store.chronicle.view.Current;
import dev.couchgrass.store.chronicle.view.Slot;
import dev.couchgrass.store.engine.Batch;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes the batches that wait, appends them to the log, syncs once, makes them visible together and
 * completes their futures. What comes meanwhile waits for the next turn.
 *
 * <p>When the log refuses a group, each of its batches fails, and nothing of them is visible. After
 * a failed sync every later one fails as well.
 */
public final class Committer {
  /** A group's records are written at once; so many bytes of values are enough for one sync. */
  private static final long LARGEST_GROUP = 8L << 20;

  private record Waiting(Batch batch, Promise<Void> committed) {}

  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final Executor writer;
  private final Executor answers;
  private final Log log;
  private final boolean syncs;
  private final Current current;
  private final Applier applier;
  private Runnable applied = () -> {};

  private boolean held;
  private Optional<Throwable> refusal = Optional.empty();
  private Promise<Void> idle = Promise.promise();

  /**
   * @param writer runs one task at a time, in order
   * @param answers completes the futures
   * @param syncs whether each group is synced before it is acknowledged
   */
  public Committer(
      Executor writer, Executor answers, Log log, boolean syncs, Current current, Applier applier) {
    this.writer = writer;
    this.answers = answers;
    this.log = log;
    this.syncs = syncs;
    this.current = current;
    this.applier = applier;
  }

  /** What to do on the writer after each group. To be set before the first commit. */
  public void afterEach(Runnable task) {
    applied = task;
  }

  /** Commits a batch behind all that were handed in before. */
  public Future<Void> commit(Batch batch) {
    Promise<Void> committed = Promise.promise();
    waiting.add(new Waiting(batch, committed));
    schedule();
    return committed.future();
  }

  /** Lets batches wait until {@link #release}. On the writer. */
  public void hold() {
    held = true;
  }

  /** Goes on with what waits. On the writer. */
  public void release() {
    held = false;
    schedule();
  }

  /** Fails all that waits, and all that comes. On the writer, be it the last task there. */
  public void refuse(Throwable cause) {
    Throwable told = WriteFailures.refused(cause);
    refusal = Optional.of(told);
    held = false;
    failAll(told);
  }

  private void failAll(Throwable cause) {
    Waiting next = waiting.poll();
    while (next != null) {
      Promise<Void> failed = next.committed();
      answers.execute(() -> failed.fail(cause));
      next = waiting.poll();
    }
    idle.tryComplete();
  }

  /** Completes when nothing waits any more. On the writer. */
  public Future<Void> drained() {
    idle = Promise.promise();
    schedule();
    return idle.future();
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      writer.execute(this::commitGroup);
    }
  }

  private void commitGroup() {
    scheduled.set(false);
    if (held) {
      return;
    }
    if (refusal.isPresent()) {
      failAll(refusal.get());
      return;
    }
    List<Waiting> group = nextGroup();
    if (group.isEmpty()) {
      idle.tryComplete();
      return;
    }
    try {
      write(group.stream().map(Waiting::batch).toList());
    } catch (IOException | RuntimeException | Error e) {
      Throwable told = WriteFailures.of(e);
      answers.execute(() -> group.forEach(failed -> failed.committed().fail(told)));
      schedule();
      return;
    }
    answers.execute(() -> group.forEach(done -> done.committed().complete()));
    applied.run();
    schedule();
  }

  private List<Waiting> nextGroup() {
    List<Waiting> group = new ArrayList<>();
    long bytes = 0;
    Waiting next = waiting.peek();
    while (next != null && bytes < LARGEST_GROUP) {
      group.add(next);
      waiting.remove();
      bytes += bytes(next.batch());
      next = waiting.peek();
    }
    return group;
  }

  private static long bytes(Batch batch) {
    long bytes = 0;
    for (Batch.Change change : batch.changes()) {
      bytes += change.key().length + change.value().map(value -> value.length).orElse(0);
    }
    return bytes;
  }

  private void write(List<Batch> batches) throws IOException {
    Group group = Group.of(batches);
    Applier.Prepared prepared = applier.prepare(group.changes());
    Appended appended = log.append(batches);
    try {
      if (syncs) {
        log.sync();
      }
      apply(prepared, group, appended);
    } catch (RuntimeException | Error e) {
      // What is in the log and not visible must not be followed by anything.
      refuse(e);
      throw e;
    }
  }

  private void apply(Applier.Prepared prepared, Group group, Appended appended) {
    applier.apply(
        prepared,
        change ->
            Slot.of(
                appended.file(),
                appended.offset(group.batch(change), group.changeInBatch(change)),
                group.changes().get(change).value().orElseThrow()));
    current.publish(applier.view());
  }
}
