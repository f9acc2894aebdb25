package dev.couchgrass.conformance.broken.engine;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Batch.Change;
import dev.couchgrass.store.engine.map.PersistentByteMap;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

/** Engines that apply batches in part, late, or in another order. */
final class WrongCommits {
  private WrongCommits() {}

  private static List<Batch> halves(Batch batch) {
    List<Change> changes = batch.changes();
    int half = changes.size() / 2;
    return List.of(
        new Batch(changes.subList(0, half)), new Batch(changes.subList(half, changes.size())));
  }

  /** Two transactions for a batch. */
  static final class ShowsHalfABatch extends ReferenceEngine {
    ShowsHalfABatch(Disk disk) {
      super(disk);
    }

    @Override
    synchronized void apply(Batch batch) {
      halves(batch).forEach(super::apply);
    }
  }

  /** Finds only in the middle that the rest can't be written, and takes nothing back. */
  static final class KeepsHalfOfWhatFails extends ReferenceEngine {
    KeepsHalfOfWhatFails(Disk disk) {
      super(disk);
    }

    @Override
    synchronized void apply(Batch batch) {
      try {
        super.apply(batch);
      } catch (UncheckedIOException e) {
        publish(newest().with(halves(batch).get(0)));
        throw e;
      }
    }
  }

  /** What could not be written stays in the buffer that the next commit writes. */
  static final class FailedBatchComesLater extends ReferenceEngine {
    private final List<Batch> buffer = new ArrayList<>();

    FailedBatchComesLater(Disk disk) {
      super(disk);
    }

    @Override
    synchronized void apply(Batch batch) {
      buffer.add(batch);
      PersistentByteMap next = newest();
      for (Batch each : buffer) {
        next = next.with(each);
      }
      disk().keep(next);
      publish(next);
      buffer.clear();
    }
  }

  /** Batches wait for a thread, which takes them as it likes. */
  private abstract static class Queued extends ReferenceEngine {
    record Waiting(Batch batch, Promise<Void> done) {}

    final BlockingDeque<Waiting> queue = new LinkedBlockingDeque<>();
    private final ExecutorService writer = Executors.newSingleThreadExecutor();

    Queued(Disk disk) {
      super(disk);
    }

    abstract void take();

    @Override
    public Future<Void> commit(Batch batch) {
      requireOpen();
      capabilities().requireFit(batch);
      Promise<Void> done = Promise.promise();
      queue.add(new Waiting(batch, done));
      writer.execute(this::take);
      return done.future();
    }

    @Override
    public Future<Void> close() {
      if (closed()) {
        return super.close();
      }
      super.close();
      Promise<Void> done = Promise.promise();
      writer.execute(done::complete);
      writer.shutdown();
      return done.future();
    }
  }

  /** The newest batch first. */
  static final class TakesTheNewestFirst extends Queued {
    TakesTheNewestFirst(Disk disk) {
      super(disk);
    }

    /** Waits a moment for another, which overtakes. */
    @Override
    void take() {
      Optional<Waiting> first = Optional.ofNullable(queue.pollFirst());
      if (first.isPresent()) {
        later().ifPresent(this::write);
        write(first.get());
      }
    }

    private Optional<Waiting> later() {
      try {
        return Optional.ofNullable(queue.pollLast(5, TimeUnit.MILLISECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }

    private void write(Waiting next) {
      apply(next.batch());
      next.done().complete();
    }
  }

  /** What is large goes a way of its own, and what is small does not wait for it. */
  static final class SmallOvertakesLarge extends Queued {
    private static final int LARGE = 32 << 10;

    SmallOvertakesLarge(Disk disk) {
      super(disk);
    }

    private static boolean isLarge(Batch batch) {
      return batch.changes().stream()
              .mapToInt(change -> change.value().map(value -> value.length).orElse(0))
              .sum()
          > LARGE;
    }

    @Override
    public Future<Void> commit(Batch batch) {
      if (isLarge(batch)) {
        return super.commit(batch);
      }
      requireOpen();
      capabilities().requireFit(batch);
      apply(batch);
      return Future.succeededFuture();
    }

    @Override
    void take() {
      Waiting next = queue.remove();
      apply(next.batch());
      next.done().complete();
    }
  }

  /** All that waits together, in order; but the last of them is to be seen before the others. */
  static final class ShowsTheNewestFirst extends Queued {
    ShowsTheNewestFirst(Disk disk) {
      super(disk);
    }

    @Override
    void take() {
      List<Waiting> together = new ArrayList<>();
      queue.drainTo(together);
      if (together.isEmpty()) {
        return;
      }
      PersistentByteMap before = newest();
      publish(before.with(together.get(together.size() - 1).batch()));
      PersistentByteMap after = before;
      for (Waiting each : together) {
        after = after.with(each.batch());
      }
      disk().keep(after);
      publish(after);
      together.forEach(each -> each.done().complete());
    }
  }

  /** A batch is written with the next one, or when it must; its future has completed by then. */
  static final class AnswersTooEarly extends ReferenceEngine {
    private Optional<Batch> waiting = Optional.empty();

    AnswersTooEarly(Disk disk) {
      super(disk);
    }

    private synchronized void drain() {
      waiting.ifPresent(super::apply);
      waiting = Optional.empty();
    }

    @Override
    synchronized void apply(Batch batch) {
      drain();
      waiting = Optional.of(batch);
    }

    @Override
    public Future<Void> flush() {
      drain();
      return super.flush();
    }

    @Override
    public Future<Void> close() {
      drain();
      return super.close();
    }
  }
}
