package dev.couchgrass.store.chronicle.log;

import dev.couchgrass.store.chronicle.disk.Disk;
import dev.couchgrass.store.chronicle.disk.DiskFile;
import dev.couchgrass.store.chronicle.disk.ReadableDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * Makes a log that opens of a damaged one, with what is whole in it: in a copy, so that what is
 * damaged stays what it was. Each damaged file gets a compacted one in its place. A log without
 * damage is copied as it is.
 *
 * <p>Deletions that were lost bring back what they had deleted, and a batch is not whole any more
 * if part of it was in a compacted file.
 */
public final class Salvage {
  private final Disk disk;
  private final LogOptions options;
  private final List<Dropped> dropped = new ArrayList<>();
  private long highest;

  private Salvage(Disk disk, LogOptions options) {
    this.disk = disk;
    this.options = options;
  }

  /**
   * Salvages a log that nobody has open.
   *
   * @param target holds no files; after a failure, it may hold some of a log that does not open
   * @param copied is told of bytes as they are copied
   * @return what was dropped; empty if nothing was damaged
   * @throws DamageException if no file's header is whole
   * @throws NewerFormatException if a newer release wrote a file
   */
  public static List<Dropped> copy(
      ReadableDisk source, Disk target, LogOptions options, LongConsumer copied)
      throws IOException {
    LogCopy.copyAsItIs(source, target, copied);
    return repair(target, options);
  }

  /** Salvages in place: what is damaged is gone afterwards. */
  static List<Dropped> repair(Disk disk, LogOptions options) throws IOException {
    return new Salvage(disk, options).repair();
  }

  private List<Dropped> repair() throws IOException {
    List<String> leftovers = new ArrayList<>();
    List<FileHeader> files = headers(leftovers);
    Optional<FileHeader> replacement = Inventory.resolve(files, leftovers);
    if (replacement.isPresent()) {
      // Whoever salvages has no index: it stands for nothing that its inputs have not.
      leftovers.add(FileNames.of(replacement.get()));
    }
    for (String leftover : leftovers) {
      disk.delete(leftover);
    }
    disk.sync();
    files.sort(Comparator.comparingLong(FileHeader::first));
    try (Compression compression = new Compression()) {
      long previous = 0;
      long lastCommit = 0;
      for (int i = 0; i < files.size(); i++) {
        long next = i + 1 < files.size() ? files.get(i + 1).firstCommit() : 0;
        lastCommit = check(files.get(i), previous, lastCommit, next, compression);
        previous = files.get(i).last();
      }
    }
    return List.copyOf(dropped);
  }

  /** Of all files but those that nobody finished, a salvage that was cut short included. */
  private List<FileHeader> headers(List<String> unfinished) throws IOException {
    List<FileHeader> whole = new ArrayList<>();
    List<String> damaged = new ArrayList<>();
    for (String name : disk.list().stream().sorted().toList()) {
      if (FileNames.number(name).isEmpty()) {
        continue;
      }
      if (FileNames.isUnfinished(name)) {
        unfinished.add(name);
        continue;
      }
      highest = Math.max(highest, FileNames.number(name).getAsLong());
      try {
        whole.add(Inventory.readHeader(disk, name));
      } catch (DamageException e) {
        damaged.add(name);
        dropped.add(new Dropped(name, 0, FileHeader.LENGTH, e.what()));
      }
    }
    if (whole.isEmpty() && !damaged.isEmpty()) {
      throw new DamageException("No file of the log has a whole header", damaged.get(0), 0);
    }
    List<FileHeader> all = new ArrayList<>(whole);
    damaged.forEach(name -> all.add(guess(name, whole)));
    return all;
  }

  /** What the header must have been, from the name and from the headers around it. */
  private static FileHeader guess(String name, List<FileHeader> others) {
    long[] range = FileNames.range(name);
    long following =
        others.stream()
            .filter(other -> other.first() > range[1])
            .min(Comparator.comparingLong(FileHeader::first))
            .map(FileHeader::firstCommit)
            .orElse(1L);
    long before =
        others.stream().mapToLong(FileHeader::last).filter(last -> last < range[0]).max().orElse(0);
    boolean compacted = FileNames.isCompacted(name);
    return new FileHeader(
        others.get(0).log(),
        FileNames.number(name).getAsLong(),
        range[0],
        range[1],
        before,
        0,
        -1,
        compacted ? following - 1 : 0,
        compacted);
  }

  /** Puts another file in place of one that is damaged, or doesn't fit. Returns its last commit. */
  private long check(
      FileHeader found, long previous, long lastCommit, long nextCommit, Compression compression)
      throws IOException {
    boolean guessed = found.firstCommit() < 0;
    boolean fits = found.previous() == previous && found.firstCommit() == lastCommit + 1;
    FileHeader header = guessed ? withFirstCommit(found, lastCommit + 1) : found;
    String name = FileNames.of(header);
    if (!fits && !guessed) {
      dropped.add(new Dropped(name, 0, 0, "What came before this file is missing"));
    }
    try (DiskFile file = disk.open(name)) {
      OptionalLong recovered =
          fits && nextCommit == 0 && !header.compacted()
              ? recover(file, header)
              : OptionalLong.empty();
      if (recovered.isPresent()) {
        return recovered.getAsLong();
      }
      WholeParts parts = new WholeParts(file, header, compression);
      parts.copy((key, value) -> {});
      boolean ends = nextCommit <= 0 || parts.lastCommit() + 1 == nextCommit;
      if (fits && ends && parts.dropped().isEmpty() && (header.compacted() || nextCommit != 0)) {
        return parts.lastCommit();
      }
      if (!ends && parts.dropped().isEmpty()) {
        dropped.add(new Dropped(name, file.size(), file.size(), "Commits are missing"));
      }
      dropped.addAll(parts.dropped());
      long last = nextCommit > 0 ? nextCommit - 1 : parts.lastCommit();
      return replace(file, header, previous, lastCommit, Math.max(lastCommit, last), compression);
    }
  }

  /** Recovers the newest segment as an open does; empty if that finds damage. */
  private static OptionalLong recover(DiskFile file, FileHeader header) throws IOException {
    try {
      return OptionalLong.of(new TailRecovery(header, file).recover().position().commit());
    } catch (DamageException e) {
      return OptionalLong.empty();
    }
  }

  private long replace(
      DiskFile file,
      FileHeader header,
      long previous,
      long commitBefore,
      long lastCommit,
      Compression compression)
      throws IOException {
    FileHeader substitute =
        new FileHeader(
            header.log(),
            ++highest,
            header.first(),
            header.last(),
            previous,
            0,
            commitBefore + 1,
            lastCommit,
            true);
    String name = FileNames.of(substitute);
    try (CompactedWriter writer = new CompactedWriter(disk, substitute, options.blockBytes())) {
      new WholeParts(file, header, compression).copy(writer::add);
      writer.finish();
    }
    disk.rename(FileNames.unfinished(name), name);
    disk.sync();
    disk.delete(FileNames.of(header));
    disk.sync();
    return lastCommit;
  }

  private static FileHeader withFirstCommit(FileHeader header, long firstCommit) {
    return new FileHeader(
        header.log(),
        header.number(),
        header.first(),
        header.last(),
        header.previous(),
        header.previousBytes(),
        firstCommit,
        header.lastCommit(),
        header.compacted());
  }
}
