package dev.couchgrass.store.chronicle.log;

import dev.couchgrass.store.chronicle.disk.Disk;
import dev.couchgrass.store.chronicle.disk.DiskFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files of an open log. Only who has the log's lock for writing may change the chain or ask for
 * it; files are found by number without a lock.
 */
final class Catalog {
  private final List<FileHeader> chain = new ArrayList<>();

  /** How long the files are; the newest segment has none. */
  private final Map<Long, Long> bytes = new ConcurrentHashMap<>();

  private final Map<Long, FileHeader> readable = new ConcurrentHashMap<>();
  private long highest;

  /** Checks that no file is shorter or longer than it was when the next one was begun. */
  Catalog(Disk disk, Inventory inventory) throws IOException {
    highest = inventory.highest();
    for (FileHeader header : inventory.chain()) {
      if (!chain.isEmpty()) {
        measure(disk, newest(), header.previousBytes());
      }
      append(header);
    }
  }

  private void measure(Disk disk, FileHeader header, long expected) throws IOException {
    String name = FileNames.of(header);
    try (DiskFile file = disk.open(name)) {
      long size = file.size();
      if (!header.compacted() && size != expected) {
        throw new DamageException(
            "The file is not as long as it was", name, Math.min(size, expected));
      }
      bytes.put(header.number(), size);
    }
  }

  long nextNumber() {
    return ++highest;
  }

  private FileHeader newest() {
    return chain.get(chain.size() - 1);
  }

  /** Adds a segment behind one that now has its last length. */
  void append(FileHeader header, long sealedBytes) {
    bytes.put(newest().number(), sealedBytes);
    append(header);
  }

  void append(FileHeader header) {
    chain.add(header);
    readable.put(header.number(), header);
  }

  FileHeader find(long number) throws DamageException {
    FileHeader header = readable.get(number);
    if (header == null) {
      throw new DamageException("The log has no such file", "number " + number, 0);
    }
    return header;
  }

  Optional<FileHeader> segment(long number) {
    return Optional.ofNullable(readable.get(number)).filter(header -> !header.compacted());
  }

  /** How long a file is, if the newest segment is so long. */
  long bytes(long number, long newestBytes) {
    return bytes.getOrDefault(number, newestBytes);
  }

  List<Replay.Part> parts(long newestBytes) {
    return chain.stream().map(header -> part(header, FileHeader.LENGTH, newestBytes)).toList();
  }

  /** All behind a position that is in the chain. */
  List<Replay.Part> partsFrom(LogPosition position, long newestBytes) {
    List<Replay.Part> parts = new ArrayList<>();
    for (FileHeader header : chain) {
      if (header.number() == position.file()) {
        parts.add(part(header, position.end(), newestBytes));
      } else if (!parts.isEmpty()) {
        parts.add(part(header, FileHeader.LENGTH, newestBytes));
      }
    }
    return parts;
  }

  private Replay.Part part(FileHeader header, long from, long newestBytes) {
    return new Replay.Part(header, from, bytes(header.number(), newestBytes));
  }

  List<LogFile> files(long newestBytes) {
    return chain.stream()
        .map(
            header ->
                new LogFile(
                    header.number(),
                    FileNames.of(header),
                    header.first(),
                    header.last(),
                    header.firstCommit(),
                    header.compacted(),
                    header.previous() == 0,
                    header != newest(),
                    bytes(header.number(), newestBytes)))
        .toList();
  }
}
