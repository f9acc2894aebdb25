package dev.couchgrass.store.chronicle.log;

import dev.couchgrass.store.chronicle.disk.DiskFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Goes over the records or blocks of one file that are whole, and lists what lies between. */
final class WholeParts {
  private final DiskFile file;
  private final FileHeader header;
  private final long size;
  private final Compression compression;
  private final List<Dropped> dropped = new ArrayList<>();
  private long lastCommit;
  private boolean ended;

  WholeParts(DiskFile file, FileHeader header, Compression compression) throws IOException {
    this.file = file;
    this.header = header;
    this.size = file.size();
    this.compression = compression;
    lastCommit = header.compacted() ? header.lastCommit() : header.firstCommit() - 1;
  }

  /** Takes an entry. */
  @FunctionalInterface
  interface Sink {
    void add(byte[] key, Optional<byte[]> value) throws IOException;
  }

  void copy(Sink sink) throws IOException {
    long at = Math.min(FileHeader.LENGTH, size);
    while (at < size) {
      at = copyFrom(at, sink);
      if (at < size) {
        long bad = at;
        at = new FrameSearch(file, header, size).find(bad + 1, this::isWhole).orElse(size);
        dropped.add(new Dropped(name(), bad, at, "No whole record or block"));
      }
    }
    if (header.compacted() && !ended) {
      dropped.add(new Dropped(name(), size, size, "The compacted file has no end"));
    }
  }

  /** Returns where no whole record or block begins. */
  private long copyFrom(long from, Sink sink) throws IOException {
    long reached = from;
    try {
      Source source = source(from);
      while (source.nextRecord()) {
        while (source.entries().next()) {
          Entries entries = source.entries();
          sink.add(
              entries.key(),
              entries.valueLength() < 0 ? Optional.empty() : Optional.of(entries.value()));
        }
        reached = source.end();
        noteCommit(source);
      }
      ended = true;
      return size;
    } catch (DamageException | Entries.MalformedException e) {
      return reached;
    }
  }

  private void noteCommit(Source source) {
    if (!header.compacted()) {
      if (source.commit() != lastCommit + 1) {
        dropped.add(new Dropped(name(), source.offset(), source.offset(), "Commits are missing"));
      }
      lastCommit = source.commit();
    }
  }

  private Source source(long from) {
    Replay.Part part = new Replay.Part(header, from, size);
    return header.compacted()
        ? new CompactedSource(file, part, compression)
        : new SegmentSource(file, part);
  }

  private boolean isWhole(long offset) throws IOException {
    try {
      source(offset).nextRecord();
      return true;
    } catch (DamageException e) {
      return false;
    }
  }

  List<Dropped> dropped() {
    return dropped;
  }

  /** The number of the last commit that was found. */
  long lastCommit() {
    return lastCommit;
  }

  private String name() {
    return FileNames.of(header);
  }
}
