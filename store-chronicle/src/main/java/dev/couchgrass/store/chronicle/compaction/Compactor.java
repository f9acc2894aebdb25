package dev.couchgrass.store.chronicle.compaction;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.store.chronicle.fold.Folder;
import dev.couchgrass.store.chronicle.log.Compaction;
import dev.couchgrass.store.chronicle.log.Log;
import dev.couchgrass.store.chronicle.log.LogFile;
import dev.couchgrass.store.chronicle.log.Replacement;
import dev.couchgrass.store.chronicle.log.Replay;
import dev.couchgrass.store.chronicle.view.Current;
import dev.couchgrass.store.chronicle.view.Slot;
import dev.couchgrass.store.chronicle.view.View;
import dev.couchgrass.store.chronicle.write.Applier;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * Compacts files of the log, one group after the other: copies what is in use into a new file,
 * tells the index where it is now, and has the old files deleted when nobody can need them any
 * more.
 *
 * <p>Copying is done beside reads and writes. Telling the index takes turns with commits, so many
 * entries at a time. A crash at any point leaves the old files or the new one, as the log knows.
 */
public final class Compactor {
  /** How many moved entries the index is told of in one turn. */
  private static final int TOLD_AT_ONCE = 1000;

  private final Executor writer;
  private final Executor background;
  private final Log log;
  private final Current current;
  private final Applier applier;
  private final Folder folder;

  private volatile boolean stopped;

  /** What was begun last. On the writer. */
  private Future<Void> compaction = Future.succeededFuture();

  /**
   * @param writer runs one task at a time: all changes of the view
   * @param background runs one task at a time: copying
   */
  public Compactor(
      Executor writer,
      Executor background,
      Log log,
      Current current,
      Applier applier,
      Folder folder) {
    this.writer = writer;
    this.background = background;
    this.log = log;
    this.current = current;
    this.applier = applier;
    this.folder = folder;
  }

  /**
   * Compacts the whole log, as it is now. Completes when the space is free, which waits for
   * snapshots that are open. On the writer.
   */
  public Future<Void> compactAll() {
    if (stopped) {
      return Future.failedFuture(closed());
    }
    compaction =
        compaction
            .otherwiseEmpty()
            .compose(before -> inBackground(this::groups))
            .compose(groups -> compact(groups, 0));
    return compaction;
  }

  /** Compacts some files, if little of them is in use and nothing is under way. On the writer. */
  public void compactWhatIsWorthwhile() {
    if (stopped || !compaction.isComplete()) {
      return;
    }
    List<LogFile> files = Choice.worthwhile(log.files(), applier.live());
    if (!files.isEmpty()) {
      compaction = compact(files);
    }
  }

  /** Completes when nothing is under way. On the writer. */
  public Future<Void> idle() {
    return compaction.otherwiseEmpty();
  }

  /** Ends a compaction that the index knows of already. On the writer. */
  public Future<Void> resume(Replacement replacement) {
    compaction = tell(replacement);
    return compaction;
  }

  /**
   * Goes no further than the next entry. What was done so far is gone on with after the next open.
   */
  public void stop() {
    stopped = true;
  }

  /** Completes when nothing is under way any more. On the writer. */
  public Future<Void> ended() {
    return compaction.otherwiseEmpty();
  }

  private List<List<LogFile>> groups() throws IOException {
    log.rotate();
    return Choice.all(log.files());
  }

  private Future<Void> compact(List<List<LogFile>> groups, int next) {
    if (next == groups.size()) {
      return Future.succeededFuture();
    }
    return compact(groups.get(next)).compose(done -> compact(groups, next + 1));
  }

  private Future<Void> compact(List<LogFile> files) {
    return inBackground(() -> copy(files)).compose(this::tell);
  }

  private Replacement copy(List<LogFile> files) throws IOException {
    View view = current.hold();
    try (Compaction compaction = log.compact(files)) {
      for (LogFile file : files) {
        try (Replay entries = log.replay(file)) {
          copy(entries, view, compaction);
        }
      }
      return compaction.install();
    } finally {
      view.base().release();
    }
  }

  private void copy(Replay entries, View view, Compaction compaction) throws IOException {
    while (entries.nextRecord()) {
      requireRunning();
      while (entries.nextEntry()) {
        byte[] key = entries.key();
        byte[] slot = view.slot(key);
        boolean gone = slot == null || Slot.isGone(slot);
        if (entries.hasValue()) {
          if (slot != null && !gone && isNewest(entries, slot)) {
            compaction.add(key, Optional.of(entries.value()));
          }
        } else if (gone && !compaction.inputs().get(0).oldest()) {
          // It hides what older files hold, which are compacted on their own.
          compaction.add(key, Optional.empty());
        }
      }
    }
  }

  private static boolean isNewest(Replay entry, byte[] slot) {
    if (Slot.file(slot) != entry.file() || Slot.length(slot) != entry.valueLength()) {
      return false;
    }
    return Slot.isInline(slot)
        ? Arrays.equals(Slot.value(slot), entry.value())
        : Slot.place(slot).offset() == entry.placeOffset();
  }

  private Future<Void> tell(Replacement replacement) {
    Set<Long> from = replacement.inputs().stream().map(LogFile::number).collect(Collectors.toSet());
    return inBackground(() -> new MovedEntries(replacement.replay()))
        .compose(moved -> tell(moved, from).eventually(() -> inBackgroundAnyway(moved::end)))
        .compose(told -> folder.outdateAll())
        .compose(outdated -> inBackground(() -> retire(replacement)))
        .andThen(onSuccess(retired -> from.forEach(applier.live()::drop)))
        .mapEmpty();
  }

  /** In a loop of tasks: a chain of as many futures would complete on a stack as deep as that. */
  private Future<Void> tell(MovedEntries entries, Set<Long> from) {
    Promise<Void> told = Promise.promise();
    tellNext(entries, from, told);
    return told.future();
  }

  private void tellNext(MovedEntries entries, Set<Long> from, Promise<Void> told) {
    inBackground(() -> entries.next(TOLD_AT_ONCE))
        .onFailure(told::fail)
        .onSuccess(
            moved -> {
              if (moved.isEmpty()) {
                told.complete();
                return;
              }
              try {
                applier.move(moved, from);
                current.publish(applier.view());
                folder.afterCommit();
                tellNext(entries, from, told);
              } catch (RuntimeException e) {
                told.fail(e);
              }
            });
  }

  private static boolean retire(Replacement replacement) throws IOException {
    replacement.retire();
    return true;
  }

  /** Runs a task in the background; its future completes on the writer. */
  private <T> Future<T> inBackground(Callable<T> task) {
    return inBackgroundAnyway(
        () -> {
          requireRunning();
          return task.call();
        });
  }

  private <T> Future<T> inBackgroundAnyway(Callable<T> task) {
    Promise<T> done = Promise.promise();
    background.execute(
        () -> {
          try {
            T result = task.call();
            writer.execute(() -> done.complete(result));
          } catch (Exception | Error e) {
            writer.execute(() -> done.fail(e));
          }
        });
    return done.future();
  }

  private void requireRunning() {
    if (stopped) {
      throw closed();
    }
  }

  private static CancellationException closed() {
    return new CancellationException("The store is being closed");
  }
}
