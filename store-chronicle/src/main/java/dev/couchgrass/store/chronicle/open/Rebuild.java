package dev.couchgrass.store.chronicle.open;

import dev.couchgrass.store.chronicle.disk.Disk;
import dev.couchgrass.store.chronicle.log.Replay;
import dev.couchgrass.store.chronicle.pages.Index;
import dev.couchgrass.store.chronicle.sort.EntrySorter;
import dev.couchgrass.store.chronicle.sort.Merge;
import dev.couchgrass.store.chronicle.tree.Pages;
import dev.couchgrass.store.chronicle.tree.Root;
import dev.couchgrass.store.chronicle.tree.Tree;
import dev.couchgrass.store.chronicle.tree.TreeBuilder;
import dev.couchgrass.store.chronicle.view.Slot;
import dev.couchgrass.store.chronicle.write.LiveBytes;
import java.io.IOException;

/**
 * Makes a tree of a whole log. Its entries are sorted first, so that no key is ever looked up, and
 * every page is written once, and full.
 */
final class Rebuild {
  /** After so many entries it is told how far the log was read. */
  private static final int TOLD_AFTER = 50_000;

  private final Index index;
  private final Pages pages;
  private final Disk disk;
  private final long heapBytes;
  private final LiveBytes live = new LiveBytes();

  /**
   * @param index without pages
   * @param disk where entries go that do not fit on the heap
   */
  Rebuild(Index index, Pages pages, Disk disk, long heapBytes) {
    this.index = index;
    this.pages = pages;
    this.disk = disk;
    this.heapBytes = heapBytes;
  }

  /** How many bytes of each file are in use. */
  LiveBytes live() {
    return live;
  }

  /** The tree of all that a replay from the log's first record gives. */
  Tree run(Replay log, Replayer.Progress progress) throws IOException {
    try (EntrySorter sorter = new EntrySorter(disk, heapBytes)) {
      add(log, sorter, progress);
      index.expect(sorter.bytes());
      return build(sorter.merge());
    }
  }

  private void add(Replay log, EntrySorter sorter, Replayer.Progress progress) throws IOException {
    int untold = 0;
    while (log.nextRecord()) {
      for (; log.nextEntry(); untold++) {
        byte[] key = log.key();
        if (log.hasValue()) {
          byte[] slot = Slot.of(log);
          live.write(key, slot);
          sorter.put(key, slot);
        } else {
          sorter.delete(key);
        }
      }
      if (untold >= TOLD_AFTER) {
        untold = 0;
        progress.at(log.commit());
      }
    }
  }

  private Tree build(Merge entries) throws IOException {
    try (TreeBuilder builder = new TreeBuilder(pages, Root.EMPTY.nextPageId())) {
      while (entries.next()) {
        live.use(entries.key(), entries.value());
        builder.add(entries.key(), entries.value());
      }
      return builder.finish();
    }
  }
}
