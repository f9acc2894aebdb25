package dev.couchgrass.store.chronicle.log;

import dev.couchgrass.store.chronicle.disk.ReadableDisk;
import dev.couchgrass.store.chronicle.disk.ReadableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What files a folder has of a log, put in order.
 *
 * @param chain the files that together are the log, oldest first; empty if there is no log
 * @param replacement a compacted file whose inputs are all in the chain: it is not
 * @param leftovers names of files that nobody needs: unfinished ones, and inputs of a compaction
 *     that went further than to be undone
 * @param highest the highest number that any file has
 */
record Inventory(
    List<FileHeader> chain,
    Optional<FileHeader> replacement,
    List<String> leftovers,
    long highest) {
  static Inventory of(ReadableDisk disk) throws IOException {
    List<FileHeader> headers = new ArrayList<>();
    List<String> leftovers = new ArrayList<>();
    long highest = 0;
    for (String name : disk.list().stream().sorted().toList()) {
      if (FileNames.number(name).isEmpty()) {
        continue;
      }
      highest = Math.max(highest, FileNames.number(name).getAsLong());
      if (FileNames.isUnfinished(name)) {
        leftovers.add(name);
      } else {
        headers.add(readHeader(disk, name));
      }
    }
    requireOneLog(headers);
    Optional<FileHeader> replacement = resolve(headers, leftovers);
    List<FileHeader> chain = headers.isEmpty() ? List.of() : inOrder(headers);
    return new Inventory(chain, replacement, List.copyOf(leftovers), highest);
  }

  static FileHeader readHeader(ReadableDisk disk, String name) throws IOException {
    try (ReadableFile file = disk.open(name)) {
      byte[] bytes = new byte[FileHeader.LENGTH];
      int read = file.read(ByteBuffer.wrap(bytes), 0);
      FileHeader header = FileHeader.decode(Arrays.copyOf(bytes, read), name);
      if (!FileNames.of(header).equals(name)) {
        throw new DamageException("The file had another name", name, 0);
      }
      return header;
    }
  }

  private static void requireOneLog(List<FileHeader> headers) throws DamageException {
    for (FileHeader header : headers) {
      if (header.log() != headers.get(0).log()) {
        throw new DamageException("The file is of another log", FileNames.of(header), 0);
      }
    }
  }

  /** Takes out of the files either a compacted one, or what it replaced. */
  static Optional<FileHeader> resolve(List<FileHeader> headers, List<String> leftovers) {
    List<FileHeader> compacted =
        headers.stream()
            .filter(FileHeader::compacted)
            .sorted(Comparator.comparingLong(FileHeader::number).reversed())
            .toList();
    Optional<FileHeader> replacement = Optional.empty();
    for (FileHeader output : compacted) {
      if (!headers.contains(output)) {
        continue;
      }
      List<FileHeader> inputs =
          headers.stream().filter(file -> !file.equals(output) && isWithin(file, output)).toList();
      if (inputs.isEmpty()) {
        continue;
      }
      if (covers(inputs, output) && replacement.isEmpty()) {
        replacement = Optional.of(output);
        headers.remove(output);
      } else {
        headers.removeAll(inputs);
        inputs.forEach(input -> leftovers.add(FileNames.of(input)));
      }
    }
    return replacement;
  }

  private static boolean isWithin(FileHeader file, FileHeader output) {
    return file.first() >= output.first()
        && file.last() <= output.last()
        && (!file.compacted() || file.number() < output.number());
  }

  private static boolean covers(List<FileHeader> inputs, FileHeader output) {
    long reached = output.previous();
    while (reached != output.last()) {
      long from = reached;
      Optional<FileHeader> next =
          inputs.stream()
              .filter(file -> file.previous() == from)
              .max(Comparator.comparingLong(FileHeader::last));
      if (next.isEmpty()) {
        return false;
      }
      reached = next.get().last();
    }
    return true;
  }

  private static List<FileHeader> inOrder(List<FileHeader> headers) throws DamageException {
    List<FileHeader> sorted = new ArrayList<>(headers);
    sorted.sort(Comparator.comparingLong(FileHeader::first));
    long previous = 0;
    for (FileHeader header : sorted) {
      if (header.previous() != previous) {
        throw new DamageException("The file before this one is missing", FileNames.of(header), 0);
      }
      previous = header.last();
    }
    return List.copyOf(sorted);
  }
}
