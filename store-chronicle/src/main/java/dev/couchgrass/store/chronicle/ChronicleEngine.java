package dev.couchgrass.store.chronicle;

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
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An engine on disk: an append-only log, of which an index finds the newest entries again.
 *
 * <p>What was acknowledged is never lost by the end of the process, and by a loss of power as
 * {@link Durability} says. A folder is for one engine at a time. After a failed write the store is
 * as before, and later writes may succeed; after a failed sync, or a failure of the index, every
 * write is refused until the store is opened again. Reads go on in each case.
 *
 * <p>Needs Chronicle Map, and with it some flags for the JVM: see {@link
 * dev.couchgrass.store.chronicle.pages.MissingFlagsException}.
 */
public final class ChronicleEngine implements Engine {
  private static final int LARGEST_VALUE = 256 << 20;

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final EngineCapabilities capabilities;
  private final Log log;
  private final Opened opened;
  private final Closeable lock;
  private final Current current;
  private final Values values;
  private final Committer committer;
  private final Folder folder;
  private final Compactor compactor;
  private final ScheduledExecutorService writer;
  private final ScheduledExecutorService maintenance;
  private final ScheduledExecutorService background;
  private final Promise<Void> closing = Promise.promise();
  private volatile boolean closed;

  private ChronicleEngine(Log log, Opened opened, Closeable lock, ChronicleOptions options) {
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
    int number = COUNT.incrementAndGet();
    writer = thread("couchgrass-log-" + number);
    maintenance = thread("couchgrass-index-" + number);
    background = thread("couchgrass-compaction-" + number);
    Applier applier = opened.applier();
    current = new Current(applier.view());
    values = new Values(log);
    boolean syncs = options.durability() == Durability.COMMIT;
    committer = new Committer(guarded(writer), log, syncs, current, applier);
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
      long millis = options.syncInterval().toMillis();
      // Ends with the writer; what it throws, it reports itself.
      var unused =
          writer.scheduleWithFixedDelay(this::syncQuietly, millis, millis, TimeUnit.MILLISECONDS);
    }
  }

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
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
   * @throws dev.couchgrass.store.chronicle.disk.FolderInUseException if another has it open
   * @throws dev.couchgrass.store.chronicle.log.DamageException if the log is damaged
   * @throws IOException if the folder can't be read or written
   */
  public static ChronicleEngine open(Path folder, ChronicleOptions options, OpenListener listener)
      throws IOException {
    Files.createDirectories(folder);
    FolderLock lock = FolderLock.take(folder);
    try {
      return open(new FileDisk(folder), ChroniclePages.in(folder), lock, options, listener);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** The same over any disk and index. */
  static ChronicleEngine open(
      Disk disk,
      Index.Opener indexes,
      Closeable lock,
      ChronicleOptions options,
      OpenListener listener)
      throws IOException {
    Deque<Closeable> opened = new ArrayDeque<>();
    try {
      Log log = Log.open(disk, LogOptions.DEFAULTS.withSegmentBytes(options.segmentBytes()));
      opened.push(log);
      Roots roots = Roots.open(disk);
      opened.push(roots);
      Opening opening =
          new Opening(log, roots, indexes, options.cacheBytes(), options.recentBytes(), listener);
      return new ChronicleEngine(log, opening.open(), lock, options);
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
    writer.execute(
        () -> {
          try {
            log.sync();
            flushed.complete();
          } catch (IOException e) {
            flushed.fail(e);
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
    writer.execute(
        () -> compactor.compactAll().compose(done -> folder.compactIndex()).onComplete(compacted));
    return compacted.future();
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
    } catch (IOException e) {
      committer.refuse(e);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The engine is closed");
    }
  }

  @Override
  public Future<Void> close() {
    boolean first;
    synchronized (closing) {
      first = !closed;
      closed = true;
    }
    if (first) {
      writer.execute(
          () ->
              committer
                  .drained()
                  .compose(done -> folder.foldAll())
                  .onComplete(folded -> closeWhenStopped(folded.succeeded())));
    }
    return closing.future();
  }

  private void closeWhenStopped(boolean folded) {
    compactor.stop();
    background.execute(() -> maintenance.execute(() -> close(folded)));
  }

  /** Closes everything, in the order in which one needs another. */
  private void close(boolean folded) {
    RootKeeper roots = opened.roots();
    Index index = opened.index();
    try (lock;
        log;
        roots;
        index) {
      if (folded) {
        log.sync();
        roots.end();
      }
    } catch (IOException | RuntimeException e) {
      closing.fail(e);
    } finally {
      background.shutdown();
      maintenance.shutdown();
      // Whoever came in beside the close.
      writer.execute(() -> committer.refuse(new IllegalStateException("The engine is closed")));
      writer.shutdown();
      closing.tryComplete();
    }
  }
}
