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
      if (!chain.isEmpty() && !newest().compacted()) {
        measureSegment(disk, newest(), header.previousBytes());
      }
      if (header.compacted()) {
        measureCompacted(disk, header);
      }
      append(header);
    }
    if (inventory.replacement().isPresent()) {
      measureCompacted(disk, inventory.replacement().get());
      readable.put(inventory.replacement().get().number(), inventory.replacement().get());
    }
  }

  private void measureSegment(Disk disk, FileHeader header, long expected) throws IOException {
    String name = FileNames.of(header);
    try (DiskFile file = disk.open(name)) {
      long size = file.size();
      // A salvage does not know.
      if (expected != 0 && size != expected) {
        throw new DamageException(
            "The file is not as long as it was", name, Math.min(size, expected));
      }
      bytes.put(header.number(), size);
    }
  }

  private void measureCompacted(Disk disk, FileHeader header) throws IOException {
    try (DiskFile file = disk.open(FileNames.of(header))) {
      long size = file.size();
      CompactedEnd.require(file, header, size);
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

  /** Adds a compacted file that is not, or not yet, part of the chain. */
  void addBeside(FileHeader header, long length) {
    bytes.put(header.number(), length);
    readable.put(header.number(), header);
  }

  /** Forgets a file that is not part of the chain. */
  void remove(long number) {
    readable.remove(number);
    bytes.remove(number);
  }

  /** Puts a compacted file in place of the files of the chain that it stands for. */
  List<FileHeader> replace(FileHeader output) {
    List<FileHeader> inputs = within(output);
    int first = chain.indexOf(inputs.get(0));
    chain.removeAll(inputs);
    chain.add(first, output);
    inputs.forEach(input -> remove(input.number()));
    return inputs;
  }

  /** The files of the chain that a compacted one stands for. */
  List<FileHeader> within(FileHeader output) {
    return chain.stream()
        .filter(file -> file.first() >= output.first() && file.last() <= output.last())
        .toList();
  }

  /**
   * The header of a file that is to stand for some files of the chain.
   *
   * @throws IllegalArgumentException if these don't follow each other in it, or have the newest
   */
  FileHeader headerFor(List<LogFile> inputs) {
    List<Long> numbers = inputs.stream().map(LogFile::number).toList();
    List<FileHeader> files =
        chain.stream().filter(file -> numbers.contains(file.number())).toList();
    int end = files.isEmpty() ? 0 : chain.indexOf(files.get(files.size() - 1)) + 1;
    if (files.size() != numbers.size()
        || end < files.size()
        || end == chain.size()
        || files.isEmpty()
        || !chain.subList(end - files.size(), end).equals(files)) {
      throw new IllegalArgumentException("Not sealed files that follow each other");
    }
    FileHeader first = files.get(0);
    return new FileHeader(
        first.log(),
        nextNumber(),
        first.first(),
        files.get(files.size() - 1).last(),
        first.previous(),
        first.previousBytes(),
        first.firstCommit(),
        chain.get(end).firstCommit() - 1,
        true);
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
    return chain.stream().map(header -> describe(header, newestBytes)).toList();
  }

  LogFile describe(FileHeader header, long newestBytes) {
    return new LogFile(
        header.number(),
        FileNames.of(header),
        header.first(),
        header.last(),
        header.firstCommit(),
        header.compacted(),
        header.previous() == 0,
        !header.equals(newest()),
        bytes(header.number(), newestBytes));
  }

  /** All of one file that is not the newest segment. */
  Replay.Part whole(FileHeader header) {
    return part(header, FileHeader.LENGTH, 0);
  }
}
