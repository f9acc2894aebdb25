package dev.couchgrass.store.chronicle.log;

import dev.couchgrass.store.chronicle.disk.Disk;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The one compaction that a log may be in, from its first entry to the end of its inputs. */
final class Compactions {
  private final Log log;
  private final Disk disk;
  private final LogOptions options;
  private final Catalog catalog;

  /** Whether a file is being written. */
  private boolean writing;

  private Optional<FileHeader> replacement;

  /** What the log has left behind, and is not known to be deleted. */
  private final Set<String> leftovers = new LinkedHashSet<>();

  Compactions(
      Log log, Disk disk, LogOptions options, Catalog catalog, Optional<FileHeader> replacement) {
    this.log = log;
    this.disk = disk;
    this.options = options;
    this.catalog = catalog;
    this.replacement = replacement;
  }

  synchronized Compaction begin(List<LogFile> inputs) throws IOException {
    if (writing || replacement.isPresent()) {
      throw new IllegalStateException("A compaction is under way");
    }
    // Else the next output could be taken for a replacement of files that the index knows nothing
    // of.
    deleteLeftovers();
    FileHeader header = log.exclusively(() -> catalog.headerFor(inputs));
    CompactedWriter writer = new CompactedWriter(disk, header, options.blockBytes());
    writing = true;
    return new Compaction(this, writer, List.copyOf(inputs));
  }

  synchronized Replacement install(CompactedWriter writer, List<LogFile> inputs)
      throws IOException {
    log.sync();
    long length = writer.finish();
    writer.close();
    String name = FileNames.of(writer.header());
    try {
      disk.rename(FileNames.unfinished(name), name);
      disk.sync();
    } catch (IOException e) {
      throw log.fail(e);
    }
    log.exclusively(
        () -> {
          catalog.addBeside(writer.header(), length);
          return length;
        });
    writing = false;
    replacement = Optional.of(writer.header());
    return new Replacement(log, this, writer.header(), inputs);
  }

  synchronized void abandon(CompactedWriter writer) throws IOException {
    writing = false;
    writer.close();
    String unfinished = FileNames.unfinished(FileNames.of(writer.header()));
    if (disk.list().contains(unfinished)) {
      disk.delete(unfinished);
    }
  }

  synchronized Optional<Replacement> unfinished() throws IOException {
    if (replacement.isEmpty()) {
      return Optional.empty();
    }
    FileHeader output = replacement.get();
    List<LogFile> inputs =
        log.exclusively(
            () -> catalog.within(output).stream().map(file -> catalog.describe(file, 0)).toList());
    return Optional.of(new Replacement(log, this, output, inputs));
  }

  synchronized void retire(FileHeader output) throws IOException {
    requireCurrent(output);
    replacement = Optional.empty();
    List<FileHeader> inputs = log.exclusively(() -> catalog.replace(output));
    delete(inputs);
  }

  synchronized void drop(FileHeader output) throws IOException {
    requireCurrent(output);
    replacement = Optional.empty();
    log.exclusively(
        () -> {
          catalog.remove(output.number());
          return output;
        });
    delete(List.of(output));
  }

  private void delete(List<FileHeader> files) throws IOException {
    for (FileHeader file : files) {
      log.forget(file.number());
      leftovers.add(FileNames.of(file));
    }
    deleteLeftovers();
  }

  private void deleteLeftovers() throws IOException {
    if (leftovers.isEmpty()) {
      return;
    }
    List<String> names = disk.list();
    for (String leftover : leftovers) {
      if (names.contains(leftover)) {
        disk.delete(leftover);
      }
    }
    disk.sync();
    leftovers.clear();
  }

  private void requireCurrent(FileHeader output) {
    if (!replacement.equals(Optional.of(output))) {
      throw new IllegalStateException("It was retired or dropped before");
    }
  }
}
