package dev.couchgrass.store.chronicle.log;

import dev.couchgrass.store.chronicle.disk.Disk;
import dev.couchgrass.store.engine.Batch;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The append-only log of batches. Each batch is a commit; commits are numbered from 1, without a
 * gap. What {@link #sync} has returned for survives a loss of power; of the rest, a beginning does.
 *
 * <p>For any number of threads. Appends, and what else changes the files, take turns; reads never
 * wait for them, and a sync lets appends go on. All calls may wait for the disk.
 *
 * <p>A failed write is taken back, and leaves the log as it was. When that is not possible, or a
 * sync fails, the log has {@linkplain LogFailedException failed}: every later append and sync is
 * refused, and what was appended since the last sync may or may not be there when the log is opened
 * again.
 */
public final class Log implements Closeable {
  private final Disk disk;
  private final LogOptions options;
  private final OpenFiles files;
  private final Blocks blocks;
  private final Catalog catalog;
  private final Compactions compactions;

  /** Taken before {@link #writing}, and held during a sync, when segments must not change. */
  private final Object syncing = new Object();

  private final Object writing = new Object();
  private final RecordEncoder encoder = new RecordEncoder();
  private ActiveSegment active;
  private long syncs;
  private boolean closed;
  private volatile @Nullable IOException failure;

  private Log(Disk disk, LogOptions options, Opening opening) {
    this.disk = disk;
    this.options = options;
    files = new OpenFiles(disk, options.openFiles());
    blocks = new Blocks(options);
    catalog = opening.catalog();
    active = opening.active();
    compactions = new Compactions(this, disk, options, catalog, opening.replacement());
  }

  /**
   * Opens the log of a folder, or begins one if there is none. Cuts a torn tail, and brings to disk
   * what is not known to be there. Reads the newest segment, and of the other files the headers.
   *
   * @throws DamageException if a file is damaged or missing
   * @throws NewerFormatException if a newer release wrote one
   */
  public static Log open(Disk disk, LogOptions options) throws IOException {
    return new Log(disk, options, Opening.of(disk, options));
  }

  /**
   * Appends batches with one write, each as a commit of its own, and without a sync: all of them,
   * or none. A segment that is full is followed by a new one first.
   *
   * @throws LogFailedException if the log had failed before
   * @throws IOException if it can't be written; nothing was appended, and if the log has not failed
   *     over it, a later append may succeed
   * @throws IllegalArgumentException if a batch has more than 1 GiB
   */
  public Appended append(List<Batch> batches) throws IOException {
    while (true) {
      synchronized (writing) {
        requireSound();
        if (active.end() < options.segmentBytes()) {
          return write(batches);
        }
      }
      rotateFrom(options.segmentBytes());
    }
  }

  private Appended write(List<Batch> batches) throws IOException {
    int[] firsts = new int[batches.size()];
    int changes = 0;
    for (int i = 0; i < firsts.length; i++) {
      firsts[i] = changes;
      changes += batches.get(i).changes().size();
    }
    long[] offsets = new long[changes];
    encoder.clear();
    encoder.reserve(batches);
    long commit = active.position().commit();
    LogPosition after = active.position();
    for (int i = 0; i < firsts.length; i++) {
      after = encoder.add(batches.get(i), active, ++commit, offsets, firsts[i]);
    }
    try {
      active.write(encoder.buffer(), encoder.length());
    } catch (IOException e) {
      takeBack(e);
      throw e;
    }
    active.advance(encoder.length(), after);
    return new Appended(offsets, firsts, after);
  }

  private void takeBack(IOException cause) {
    try {
      active.cutBack();
    } catch (IOException e) {
      cause.addSuppressed(e);
      failure = cause;
    }
  }

  /**
   * Brings everything that was appended before the call to disk.
   *
   * @return the number of the last commit that is on disk for sure
   * @throws LogFailedException if that fails, or the log had failed before
   */
  public long sync() throws IOException {
    synchronized (syncing) {
      ActiveSegment segment;
      long end;
      long commit;
      synchronized (writing) {
        requireSound();
        segment = active;
        end = segment.end();
        commit = segment.position().commit();
        if (segment.synced() == end) {
          return commit;
        }
      }
      try {
        segment.syncFile();
      } catch (IOException e) {
        throw fail(e);
      }
      synchronized (writing) {
        segment.syncedTo(end);
        syncs++;
      }
      return commit;
    }
  }

  /** How often {@link #sync} found something to bring to disk, since the log was opened. */
  public long syncs() {
    synchronized (writing) {
      return syncs;
    }
  }

  /** Lets no append happen from now on. */
  LogFailedException fail(IOException cause) {
    failure = cause;
    return new LogFailedException(cause);
  }

  /**
   * Seals the newest segment, whose values may then be compacted, and begins another; does nothing
   * if no commit is in it. Everything appended is on disk afterwards.
   *
   * @throws IOException if the new one can't be made; the log goes on with the old one if it has
   *     not failed over it
   */
  public void rotate() throws IOException {
    rotateFrom(FileHeader.LENGTH + 1L);
  }

  /** Rotates if the segment is at least so long. */
  private void rotateFrom(long bytes) throws IOException {
    synchronized (syncing) {
      synchronized (writing) {
        if (active.end() < bytes) {
          return;
        }
        sync();
        LogPosition end = active.position();
        FileHeader next =
            FileHeader.ofSegment(
                active.header().log(),
                catalog.nextNumber(),
                active.header().number(),
                active.end(),
                end.commit() + 1);
        ActiveSegment.prepare(disk, next);
        follow(next);
      }
    }
  }

  private void follow(FileHeader next) throws IOException {
    ActiveSegment sealed = active;
    try {
      active = ActiveSegment.publish(disk, next);
    } catch (IOException e) {
      throw fail(e);
    }
    catalog.append(next, sealed.end());
    sealed.close();
  }

  /**
   * Reads a value.
   *
   * @param key whose value it is; it is checked that the value was written for this key
   * @throws DamageException if it is not what was written
   */
  public byte[] read(Place place, byte[] key) throws IOException {
    FileHeader header = catalog.find(place.file());
    try (OpenFiles.Handle file = files.acquire(header)) {
      return header.compacted()
          ? blocks.read(file, header, place, key)
          : ValueReader.read(file, place.offset(), place.length(), key);
    }
  }

  /** Goes over everything. */
  public Replay replay() throws IOException {
    synchronized (writing) {
      return replay(catalog.parts(active.end()), 0);
    }
  }

  /**
   * Goes over all commits behind a position.
   *
   * @throws IllegalArgumentException if the log does not {@linkplain #contains have} it
   */
  public Replay replay(LogPosition from) throws IOException {
    if (!contains(from)) {
      throw new IllegalArgumentException("The log has no such position");
    }
    synchronized (writing) {
      return replay(catalog.partsFrom(from, active.end()), from.commit());
    }
  }

  /** Goes over the entries of one sealed file. */
  public Replay replay(LogFile file) throws IOException {
    if (!file.sealed()) {
      throw new IllegalArgumentException("The newest segment is not sealed");
    }
    return replay(catalog.find(file.number()));
  }

  Replay replay(FileHeader header) {
    synchronized (writing) {
      return replay(List.of(catalog.whole(header)), header.firstCommit() - 1);
    }
  }

  private Replay replay(List<Replay.Part> parts, long lastCommit) {
    return new Replay(files, blocks.compression(), parts, lastCommit);
  }

  /**
   * Whether the log has the very commit that the position names, where it says. No commit of a
   * compacted file has a position any more.
   */
  public boolean contains(LogPosition position) throws IOException {
    Optional<FileHeader> header = catalog.segment(position.file());
    if (header.isEmpty() || position.start() == position.end()) {
      return header.isPresent() && header.get().start().equals(position);
    }
    long limit;
    synchronized (writing) {
      limit = catalog.bytes(position.file(), active.end());
    }
    if (position.start() < FileHeader.LENGTH || position.end() > limit) {
      return false;
    }
    try (OpenFiles.Handle file = files.acquire(header.get())) {
      RecordReader reader =
          new RecordReader(file.file(), header.get(), position.start(), position.end());
      return reader.tryNext() == RecordReader.Found.RECORD && reader.position().equals(position);
    }
  }

  /** Behind the last commit that was appended. */
  public LogPosition end() {
    synchronized (writing) {
      return active.position();
    }
  }

  /** The files that the log consists of, oldest first. */
  public List<LogFile> files() {
    synchronized (writing) {
      return catalog.files(active.end());
    }
  }

  /**
   * Begins a compacted file that is to stand for some sealed files.
   *
   * @param inputs of {@link #files}, in their order
   * @throws IllegalArgumentException if they do not follow each other, or are not sealed
   * @throws IllegalStateException if a compaction is under way, or a replacement neither retired
   *     nor dropped
   */
  public Compaction compact(List<LogFile> inputs) throws IOException {
    return compactions.begin(inputs);
  }

  /**
   * The compacted file that lies beside its inputs, if there is one. Who opens a log should ask:
   * when the index knows places in it, it is to be retired; else it may be dropped, or told to the
   * index.
   */
  public Optional<Replacement> replacement() throws IOException {
    return compactions.unfinished();
  }

  /** Does something while no append, and no change of the files, happens. */
  <T> T exclusively(Supplier<T> action) {
    synchronized (writing) {
      return action.get();
    }
  }

  /** Closes a file that is about to be deleted, as soon as nobody reads it. */
  void forget(long number) throws IOException {
    blocks.forget(number);
    files.forget(number);
  }

  private void requireSound() throws LogFailedException {
    if (closed) {
      throw new IllegalStateException("The log is closed");
    }
    IOException cause = failure;
    if (cause != null) {
      throw new LogFailedException(cause);
    }
  }

  /** Syncs, unless the log has failed, and closes all files. Idempotent. */
  @Override
  public void close() throws IOException {
    synchronized (syncing) {
      synchronized (writing) {
        if (closed) {
          return;
        }
        try {
          if (failure == null) {
            proveAll();
          }
        } finally {
          closed = true;
          active.close();
          files.close();
          blocks.close();
        }
      }
    }
  }

  /** So that the next open can tell damage to the last commits from a torn tail. */
  private void proveAll() throws IOException {
    sync();
    if (active.needsMark()) {
      active.mark();
      sync();
    }
  }
}
