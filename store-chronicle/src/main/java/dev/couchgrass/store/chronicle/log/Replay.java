package dev.couchgrass.store.chronicle.log;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes over what the log holds, in order, up to where it ended when the replay began. First stands
 * before the first record; each record before its first entry. For one thread. Holds one record,
 * and keeps one file open.
 *
 * <p>The last entry of a key decides. Compacted files have left out what was outdated when they
 * were made, so what comes from them is only whole together with all that follows.
 */
public final class Replay implements Closeable {
  private final OpenFiles files;
  private final Compression compression;
  private final List<Part> parts;
  private int part = -1;
  private OpenFiles.@Nullable Handle handle;
  private Source source = Source.NONE;

  /** The last commit before what comes next. */
  private long expected;

  Replay(OpenFiles files, Compression compression, List<Part> parts, long lastCommit) {
    this.files = files;
    this.compression = compression;
    this.parts = parts;
    this.expected = lastCommit;
  }

  /** A stretch of one file. */
  record Part(FileHeader header, long from, long to) {}

  /**
   * Steps to the next record: a commit, or a part of a compacted file. False at the end.
   *
   * @throws DamageException if it is damaged, or a commit is missing
   */
  public boolean nextRecord() throws IOException {
    while (!source.nextRecord()) {
      if (!nextPart()) {
        return false;
      }
    }
    if (!source.compacted()) {
      requireNext(source.commit());
      expected = source.commit();
    }
    return true;
  }

  private boolean nextPart() throws IOException {
    close();
    if (part + 1 == parts.size()) {
      return false;
    }
    part++;
    Part next = parts.get(part);
    if (next.from() == FileHeader.LENGTH) {
      requireNext(next.header().firstCommit());
    }
    expected = next.header().compacted() ? next.header().lastCommit() : expected;
    handle = files.acquire(next.header());
    source =
        next.header().compacted()
            ? new CompactedSource(handle.file(), next, compression)
            : new SegmentSource(handle.file(), next);
    return true;
  }

  private void requireNext(long commit) throws DamageException {
    if (commit != expected + 1) {
      throw new DamageException(
          "A commit is missing before this",
          FileNames.of(parts.get(part).header()),
          source == Source.NONE ? 0 : source.offset());
    }
  }

  /** Steps to the record's next entry; false if it has no more. */
  public boolean nextEntry() throws IOException {
    try {
      return source.entries().next();
    } catch (Entries.MalformedException e) {
      throw new DamageException("A record has a malformed entry", source.name(), source.offset());
    }
  }

  /**
   * The number of the record's commit. For parts of a compacted file, that of the last commit that
   * the file stands for.
   */
  public long commit() {
    return source.commit();
  }

  /** Behind the record. Not for parts of compacted files: {@link #compacted} says what it is. */
  public LogPosition position() {
    return source.position();
  }

  /** Whether the record is part of a compacted file. */
  public boolean compacted() {
    return source.compacted();
  }

  /** The entry's key; a copy. */
  public byte[] key() {
    return source.entries().key();
  }

  /** Whether the entry sets a value; else it deletes the key. */
  public boolean hasValue() {
    return source.entries().valueLength() >= 0;
  }

  /** The entry's value; a copy. Only if it {@linkplain #hasValue has} one. */
  public byte[] value() {
    return source.entries().value();
  }

  /** The {@link Place#file} of the record's values. */
  public long file() {
    return parts.get(part).header().number();
  }

  /** The {@link Place#offset} of the entry's value, if it has one. */
  public long placeOffset() {
    return source.placeOffset();
  }

  /** How long the value is; -1 if the entry deletes the key. */
  public int valueLength() {
    return source.entries().valueLength();
  }

  /** Where the entry's value is, if it has one. */
  public Place place() {
    return new Place(file(), placeOffset(), valueLength());
  }

  /** Idempotent. */
  @Override
  public void close() throws IOException {
    source = Source.NONE;
    OpenFiles.Handle open = handle;
    handle = null;
    if (open != null) {
      open.close();
    }
  }
}
