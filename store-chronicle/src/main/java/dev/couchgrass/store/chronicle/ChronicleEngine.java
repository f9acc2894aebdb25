package dev.couchgrass.store.chronicle;

import dev.couchgrass.store.chronicle.check.StoreCheck;
import dev.couchgrass.store.chronicle.compaction.Compactor;
import dev.couchgrass.store.chronicle.disk.Disk;
import dev.couchgrass.store.chronicle.disk.FileDisk;
import dev.couchgrass.store.chronicle.disk.FolderLock;
import dev.couchgrass.store.chronicle.fold.Folder;
import dev.couchgrass.store.chronicle.fold.RootKeeper;
import dev.couchgrass.store.chronicle.log.Log;
import dev.couchgrass.store.chronicle.log.LogOptions;
import dev.couchgrass.store.chronicle.open.Opening;
import dev.couchgrass.store.chronicle.open.Opening.Opened;
import dev.couchgrass.store.chronicle.pages.ChroniclePages;
import dev.couchgrass.store.chronicle.pages.Index;
import dev.couchgrass.store.chronicle.pages.Roots;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.chronicle.tree.Tree;
import dev.couchgrass.store.chronicle.view.Current;
import dev.couchgrass.store.chronicle.view.DurableSnapshot;
import dev.couchgrass.store.chronicle.view.Values;
import dev.couchgrass.store.chronicle.view.View;
import dev.couchgrass.store.chronicle.write.Applier;
import dev.couchgrass.store.chronicle.write.Committer;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.EngineCapabilities;
import dev.couchgrass.store.engine.EngineCapabilities.Reads;
import dev.couchgrass.store.engine.Snapshot;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * An engine on disk: an append-only log, of which an index finds the newest entries again.
 *
 * <p>What was acknowledged is never lost by the end of the process, and by a loss of power as
 * {@link Durability} says. A folder is for one engine at a time. After a failed write the store is
 * as before, and later writes may succeed; after a failed sync, or a failure of the index, every
 * write is refused until the store is opened again. Reads go on in each case.
 *
 * <p>Needs Chronicle Map, and with it some flags for the JVM, which {@link #open} asks for if they
 * are missing.
 */
public final class ChronicleEngine implements Engine {
  private static final int LARGEST_VALUE = 256 << 20;

  private final EngineCapabilities capabilities;
  private final Log log;
  private final Opened opened;
  private final Closeable lock;
  private final Current current;
  private final Values values;
  private final Committer committer;
  private final Folder folder;
  private final Compactor compactor;
  private final Threads threads;
  private final Executor writer;
  private final Executor maintenance;
  private final Executor background;
  private final Executor answers;
  private final Promise<Void> closing = Promise.promise();
  private volatile boolean closed;

  private ChronicleEngine(
      Log log, Opened opened, Closeable lock, ChronicleOptions options, Threads threads) {
    this.log = log;
    this.opened = opened;
    this.lock = lock;
    capabilities =
        new EngineCapabilities(
            options.durability() == Durability.COMMIT
                ? EngineCapabilities.Durability.DISK
                : EngineCapabilities.Durability.PROCESS,
            Reads.BLOCKING,
            Tree.MAX_KEY_BYTES,
            LARGEST_VALUE);
    this.threads = threads;
    writer = threads.writer();
    maintenance = threads.maintenance();
    background = threads.background();
    answers = threads.answers();
    Applier applier = opened.applier();
    current = new Current(applier.view());
    values = new Values(log);
    boolean syncs = options.durability() == Durability.COMMIT;
    committer = new Committer(guarded(writer), answers, log, syncs, current, applier);
    folder =
        new Folder(
            guarded(writer),
            guarded(maintenance),
            log,
            committer,
            applier,
            current,
            opened.pages(),
            opened.roots(),
            options.recentBytes());
    compactor = new Compactor(guarded(writer), guarded(background), log, current, applier, folder);
    committer.afterEach(folder::afterCommit);
    folder.afterEach(compactor::compactWhatIsWorthwhile);
    opened.compaction().ifPresent(compaction -> writer.execute(() -> compactor.resume(compaction)));
    if (options.durability() == Durability.INTERVAL) {
      threads.everyNowAndThen(options.syncInterval(), this::syncQuietly);
    }
  }

  /** What nobody foresaw must not go on as if nothing had happened. */
  private Executor guarded(Executor executor) {
    return task ->
        executor.execute(
            () -> {
              try {
                task.run();
              } catch (RuntimeException | Error e) {
                committer.refuse(e);
                throw e;
              }
            });
  }

  /**
   * Opens the store of a folder, or makes one. Blocks while the log's tail is replayed, or, if the
   * index is not to be trusted, all of it: not for event loops.
   *
   * @throws ChronicleException if another has it open, the log is damaged or written by a newer
   *     release, or the JVM lacks flags
   * @throws IOException if the folder can't be read or written
   */
  public static ChronicleEngine open(Path folder, ChronicleOptions options, OpenListener listener)
      throws IOException {
    return ChronicleException.told(() -> openFolder(folder, options, listener));
  }

  private static ChronicleEngine openFolder(
      Path folder, ChronicleOptions options, OpenListener listener) throws IOException {
    Index.Opener indexes = ChroniclePages.in(folder);
    Files.createDirectories(folder);
    FolderLock lock = FolderLock.take(folder);
    try {
      return open(new FileDisk(folder), indexes, lock, options, listener, EngineThreads::new);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** The same over any disk and index, on any threads. */
  static ChronicleEngine open(
      Disk disk,
      Index.Opener indexes,
      Closeable lock,
      ChronicleOptions options,
      OpenListener listener,
      Supplier<Threads> threads)
      throws IOException {
    Deque<Closeable> opened = new ArrayDeque<>();
    try {
      Log log = Log.open(disk, LogOptions.DEFAULTS.withSegmentBytes(options.segmentBytes()));
      opened.push(log);
      Roots roots = Roots.open(disk);
      opened.push(roots);
      Opening opening =
          new Opening(
              log, disk, roots, indexes, options.cacheBytes(), options.recentBytes(), listener);
      return new ChronicleEngine(log, opening.open(), lock, options, threads.get());
    } catch (IOException | RuntimeException e) {
      for (Closeable done : opened) {
        done.close();
      }
      throw e;
    }
  }

  @Override
  public EngineCapabilities capabilities() {
    return capabilities;
  }

  @Override
  public Snapshot snapshot() {
    requireOpen();
    return new DurableSnapshot(current.hold(), values);
  }

  /** Guesses from the last reads: as long as what is read is in memory, reads do not wait. */
  @Override
  public boolean readsWait() {
    return values.readsWait();
  }

  @Override
  public Future<Void> commit(Batch batch) {
    capabilities.requireFit(batch);
    requireOpen();
    try {
      return committer.commit(batch);
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("The engine is closed", e);
    }
  }

  @Override
  public Future<Void> flush() {
    requireOpen();
    Promise<Void> flushed = Promise.promise();
    onWriter(
        () -> {
          try {
            log.sync();
            answers.execute(flushed::complete);
          } catch (IOException | RuntimeException e) {
            answers.execute(() -> flushed.fail(e));
          }
        });
    return flushed.future();
  }

  /**
   * Gives back the space of everything that was overwritten or deleted before the call, in the log
   * and in the index, while reads and writes go on. Needs, at a time, as much space as some files
   * of the log that have 256 MiB together, or as the index. Completes when the space is free: not
   * before the snapshots that were open are closed.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public Future<Void> compact() {
    requireOpen();
    Promise<Void> compacted = Promise.promise();
    onWriter(
        () -> {
          compactor
              .compactAll()
              .compose(done -> folder.compactIndex())
              .onComplete(done -> answers.execute(() -> compacted.handle(done)));
        });
    return compacted.future();
  }

  private void onWriter(Runnable task) {
    try {
      writer.execute(task);
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("The engine is closed", e);
    }
  }

  /**
   * Reads everything that is on disk, and compares: each record of the log with its checksum, each
   * page of the index with its own and its parent, and all entries with those of another index that
   * is built from the log. Nothing may be committed meanwhile. Takes as long as a rebuild, and as
   * much space as the index.
   *
   * @param scratch an empty folder, in which the other index is left
   * @return what is wrong, a line each; empty if nothing is
   * @throws IllegalStateException after {@link #close}
   */
  public Future<List<String>> check(Path scratch, OpenListener listener) {
    requireOpen();
    Promise<List<String>> checked = Promise.promise();
    onWriter(
        () -> {
          compactor
              .idle()
              .onComplete(idle -> background.execute(() -> check(scratch, listener, checked)));
        });
    return checked.future();
  }

  private void check(Path scratch, OpenListener listener, Promise<List<String>> checked) {
    View view = current.hold();
    try {
      checked.complete(new StoreCheck(log, view).run(scratch, listener));
    } catch (IOException | RuntimeException e) {
      checked.fail(e);
    } finally {
      view.base().release();
    }
  }

  /**
   * How often the log was synced since the engine was opened: with {@link Durability#COMMIT}, the
   * number of groups in which commits went to disk.
   */
  public long syncs() {
    return log.syncs();
  }

  /** What fails now fails every later commit as well, which then tells of it. */
  private void syncQuietly() {
    try {
      log.sync();
    } catch (IOException | RuntimeException e) {
      committer.refuse(e);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The engine is closed");
    }
  }

  /**
   * {@inheritDoc} Fails if what was acknowledged can't be brought to disk, as with {@link
   * Durability#COMMIT} it was before; everything is released then as well.
   */
  @Override
  public Future<Void> close() {
    boolean first;
    synchronized (closing) {
      first = !closed;
      closed = true;
    }
    if (first) {
      writer.execute(
          () -> {
            compactor.stop();
            committer
                .drained()
                .compose(done -> folder.foldAll())
                .onComplete(folded -> closeWhenStopped(folded.succeeded()));
          });
    }
    return closing.future();
  }

  private void closeWhenStopped(boolean folded) {
    folder.stop();
    compactor
        .ended()
        .compose(ended -> folded ? folder.removeOutdated() : Future.succeededFuture())
        .onComplete(removed -> maintenance.execute(() -> close(folded && removed.succeeded())));
  }

  /** Closes everything, in the order in which one needs another. */
  private void close(boolean folded) {
    RootKeeper roots = opened.roots();
    Index index = opened.index();
    try (lock;
        log;
        roots;
        index) {
      // If that is not possible any more, whoever closes has to know.
      log.sync();
      if (folded) {
        roots.end();
      }
    } catch (IOException | RuntimeException e) {
      closing.fail(e);
    } finally {
      writer.execute(this::stop);
      closing.tryComplete();
    }
  }

  /** The writer's last task: fails what came in beside the close. */
  private void stop() {
    committer.refuse(new IllegalStateException("The engine is closed"));
    threads.stop();
  }
}
