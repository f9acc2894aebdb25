package dev.couchgrass.store.chronicle.compaction;

import dev.couchgrass.store.chronicle.log.LogFile;
import dev.couchgrass.store.chronicle.write.LiveBytes;
import java.util.ArrayList;
import java.util.List;

/** Which files of a log to compact together. They follow each other, and are sealed. */
final class Choice {
  /**
   * So many bytes of files are compacted at a time: what disk space and time one compaction needs
   * at most, unless a single file is larger.
   */
  static final long LARGEST = 256L << 20;

  /** A file is worth it when so much of it is in use, or less. */
  private static final double WORTHWHILE = 0.5;

  /** Its neighbours come along up to this. */
  private static final double NEIGHBOUR = 0.75;

  private Choice() {}

  /** The files of the whole log but for the newest segment, in groups. */
  static List<List<LogFile>> all(List<LogFile> files) {
    List<List<LogFile>> groups = new ArrayList<>();
    List<LogFile> group = new ArrayList<>();
    for (LogFile file : files) {
      if (!file.sealed()) {
        continue;
      }
      if (!group.isEmpty() && bytes(group) + file.bytes() > LARGEST) {
        groups.add(group);
        group = new ArrayList<>();
      }
      group.add(file);
    }
    if (!group.isEmpty()) {
      groups.add(group);
    }
    return groups;
  }

  /** Files of which little is in use, if there are any. */
  static List<LogFile> worthwhile(List<LogFile> files, LiveBytes live) {
    List<LogFile> chosen = new ArrayList<>();
    for (LogFile file : files) {
      double used = file.sealed() ? used(file, live) : 1;
      boolean begins = chosen.isEmpty() && used <= WORTHWHILE;
      boolean goesOn =
          !chosen.isEmpty() && used <= NEIGHBOUR && bytes(chosen) + file.bytes() <= LARGEST;
      if (begins || goesOn) {
        chosen.add(file);
      } else if (!chosen.isEmpty()) {
        break;
      }
    }
    return chosen;
  }

  /** Compacted files that hold nothing but deletions wait until they are the oldest. */
  private static double used(LogFile file, LiveBytes live) {
    long written = live.written(file.number());
    if (written == 0) {
      return file.compacted() && !file.oldest() ? 1 : 0;
    }
    return (double) live.of(file.number()) / written;
  }

  private static long bytes(List<LogFile> files) {
    return files.stream().mapToLong(LogFile::bytes).sum();
  }
}
