package dev.couchgrass.store.chronicle.fold;

import dev.couchgrass.store.chronicle.log.Log;
import dev.couchgrass.store.chronicle.log.LogPosition;
import dev.couchgrass.store.chronicle.tree.Edit;
import dev.couchgrass.store.chronicle.tree.Pages;
import dev.couchgrass.store.chronicle.view.Current;
import dev.couchgrass.store.chronicle.view.Generation;
import dev.couchgrass.store.chronicle.view.View;
import dev.couchgrass.store.chronicle.write.Applier;
import dev.couchgrass.store.chronicle.write.Committer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Folds recent changes into the tree when they have become many. They are set aside in one step,
 * and stay visible; the next tree is made of them on another thread, while commits go on above; a
 * root names it; then it takes the place of the old tree and of what was set aside.
 *
 * <p>If commits are faster than folding, they wait. If folding fails, changes remain where they are
 * and later commits are refused: the heap has no room for all of them.
 */
public final class Folder {
  /** Commits wait while so many times the bytes of a fold are recent. */
  private static final int MOST_FOLDS_WAITING = 2;

  private final Executor writer;
  private final Executor maintenance;
  private final Log log;
  private final Committer committer;
  private final Applier applier;
  private final Current current;
  private final Pages pages;
  private final RootKeeper roots;
  private final long recentBytes;
  private final Reclaim reclaim = new Reclaim();

  /** The fold that is under way, or the last one. On the writer. */
  private Future<Void> fold = Future.succeededFuture();

  private Runnable folded = () -> {};

  /** Those who wait until nothing older is needed. On the writer. */
  private final Set<Promise<Void>> outdating = new HashSet<>();

  private boolean stopped;

  /** The generation before the newest. On the writer. */
  private Optional<Generation> previous = Optional.empty();

  /**
   * @param writer runs one task at a time: all changes of the view
   * @param maintenance runs one task at a time: what takes long
   * @param recentBytes how many bytes of changes to fold at a time
   */
  public Folder(
      Executor writer,
      Executor maintenance,
      Log log,
      Committer committer,
      Applier applier,
      Current current,
      Pages pages,
      RootKeeper roots,
      long recentBytes) {
    this.writer = writer;
    this.maintenance = maintenance;
    this.log = log;
    this.committer = committer;
    this.applier = applier;
    this.current = current;
    this.pages = pages;
    this.roots = roots;
    this.recentBytes = recentBytes;
    watchFirstGeneration();
  }

  /** The first one comes from who opened the store, and told nobody when it was let go of. */
  private void watchFirstGeneration() {
    Generation first = applier.view().base();
    applier.rebase(new Generation(first.number(), first.tree(), this::reclaimLater));
    current.publish(applier.view());
  }

  /** What to do on the writer after each fold. To be set before the first one. */
  public void afterEach(Runnable task) {
    folded = task;
  }

  /** Begins a fold if there is enough for one. On the writer, after each group of commits. */
  public void afterCommit() {
    if (applier.bytes() < recentBytes || fold.failed() || stopped) {
      return;
    }
    if (fold.isComplete()) {
      begin();
    } else if (applier.bytes() >= MOST_FOLDS_WAITING * recentBytes) {
      committer.hold();
    }
  }

  /**
   * Folds everything that is visible by now; completes when a root that stands for it is on disk,
   * and the old tree is no longer the newest. On the writer.
   */
  public Future<Void> foldAll() {
    return afterFold(() -> applier.view().recent() == View.NO_CHANGES ? fold : begin());
  }

  /**
   * Folds everything that is visible by now, and waits until nothing older is needed: neither root
   * names an older tree, and no snapshot from before is open. On the writer.
   */
  public Future<Void> outdateAll() {
    Promise<Void> outdated = Promise.promise();
    outdating.add(outdated);
    outdated.future().onComplete(done -> outdating.remove(outdated));
    afterFold(this::begin)
        .onSuccess(
            folded -> {
              reclaim.after(previous.orElseThrow(), outdated::tryComplete);
              maintenance.execute(() -> repeatRoot(outdated));
            })
        .onFailure(outdated::tryFail);
    return outdated.future();
  }

  /**
   * Begins no fold any more, and lets nobody wait for snapshots. A fold that was begun comes to its
   * end. On the writer.
   */
  public void stop() {
    stopped = true;
    List.copyOf(outdating).forEach(waiting -> waiting.tryFail(closed()));
  }

  private static CancellationException closed() {
    return new CancellationException("The store is being closed");
  }

  /** Begins something when no fold is under way; several may wait, and each begins a fold. */
  private Future<Void> afterFold(Supplier<Future<Void>> next) {
    return fold.isComplete() && fold.succeeded()
        ? next.get()
        : fold.compose(before -> afterFold(next));
  }

  /** Moves the index into a file of just the size that it needs. On the writer. */
  public Future<Void> compactIndex() {
    if (stopped) {
      return Future.failedFuture(closed());
    }
    Promise<Void> compacted = Promise.promise();
    maintenance.execute(
        () -> {
          try {
            roots.compactIndex();
            writer.execute(compacted::complete);
          } catch (IOException | RuntimeException | Error e) {
            writer.execute(() -> compacted.fail(e));
          }
        });
    return compacted.future();
  }

  private void repeatRoot(Promise<Void> done) {
    try {
      roots.repeat();
      writer.execute(this::reclaim);
    } catch (IOException | RuntimeException | Error e) {
      writer.execute(() -> done.tryFail(e));
    }
  }

  private Future<Void> begin() {
    if (stopped) {
      return Future.failedFuture(closed());
    }
    View before = applier.view();
    View aside = new View(View.NO_CHANGES, before.recent(), before.base());
    applier.restart(aside);
    current.publish(aside);
    LogPosition position = log.end();
    byte[] live = applier.live().encode();
    Promise<Void> done = Promise.promise();
    fold = done.future();
    maintenance.execute(() -> fold(aside, position, live, done));
    return fold;
  }

  private void fold(View aside, LogPosition position, byte[] live, Promise<Void> done) {
    try {
      Edit edit = aside.base().tree().edit(Changes.of(aside.folding()));
      // A root that names more than the log has on disk would look like damage.
      log.sync();
      roots.write(aside.base().number() + 1, edit.tree().root(), position, live);
      writer.execute(() -> finish(edit, done));
    } catch (IOException | RuntimeException | Error e) {
      writer.execute(
          () -> {
            committer.refuse(e);
            done.fail(e);
          });
    }
  }

  private void finish(Edit edit, Promise<Void> done) {
    Generation old = applier.view().base();
    Generation next = new Generation(old.number() + 1, edit.tree(), this::reclaimLater);
    previous = Optional.of(old);
    applier.rebase(next);
    current.publish(applier.view());
    reclaim.after(old, () -> maintenance.execute(() -> remove(edit.replaced())));
    old.release();
    reclaim();
    done.complete();
    committer.release();
    folded.run();
  }

  /**
   * Removes the pages that only older trees have, for the last time: who opens a store that was
   * closed in order takes all of them for needed. After a last fold. On the writer.
   */
  public Future<Void> removeOutdated() {
    Promise<Void> removed = Promise.promise();
    maintenance.execute(
        () -> {
          try {
            roots.repeat();
            writer.execute(
                () -> {
                  reclaim();
                  // Behind the removals.
                  maintenance.execute(removed::complete);
                });
          } catch (IOException | RuntimeException | Error e) {
            removed.fail(e);
          }
        });
    return removed.future();
  }

  /** On any thread: when a snapshot is closed, be it after the store. */
  private void reclaimLater() {
    try {
      writer.execute(this::reclaim);
    } catch (RejectedExecutionException e) {
      // The store is closed; the next open finds out what is not needed.
    }
  }

  private void remove(long[] ids) {
    for (long id : ids) {
      pages.remove(id);
    }
  }

  private void reclaim() {
    reclaim.run(roots.oldest());
  }
}
