package dev.couchgrass.store.chronicle.check;

import dev.couchgrass.store.chronicle.disk.Disk;
import dev.couchgrass.store.chronicle.disk.FileDisk;
import dev.couchgrass.store.chronicle.log.DamageException;
import dev.couchgrass.store.chronicle.log.Log;
import dev.couchgrass.store.chronicle.open.Opening;
import dev.couchgrass.store.chronicle.open.Opening.Opened;
import dev.couchgrass.store.chronicle.pages.ChroniclePages;
import dev.couchgrass.store.chronicle.pages.Roots;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.chronicle.tree.IndexException;
import dev.couchgrass.store.chronicle.view.Slot;
import dev.couchgrass.store.chronicle.view.View;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads every record of the log and every page of the index, builds another index from the log, and
 * compares the two, entry by entry. Nothing may be committed meanwhile, and no compaction be under
 * way.
 */
public final class StoreCheck {
  /** What the other index may take of the heap. */
  private static final long CACHE_BYTES = 16 << 20;

  private static final long RECENT_BYTES = 8 << 20;

  private static final byte[] ABOVE_ALL = new byte[16 * 1024];

  static {
    Arrays.fill(ABOVE_ALL, (byte) 0xff);
  }

  private static final KeyRange EVERYTHING = new KeyRange(new byte[0], ABOVE_ALL);

  private final Log log;
  private final View view;
  private final List<String> problems = new ArrayList<>();

  public StoreCheck(Log log, View view) {
    this.log = log;
    this.view = view;
  }

  /**
   * Checks, and answers what is wrong, if anything is: one line each.
   *
   * @param scratch a folder without files, for the other index; has files in it afterwards
   * @throws IOException if something can't be read, or the other index not be written
   */
  public List<String> run(Path scratch, OpenListener listener) throws IOException {
    checkPages();
    if (log.replacement().isPresent()) {
      // The other index would not know of it, and drop it.
      problems.add("A compaction can't be ended: the index is to be deleted");
      return List.copyOf(problems);
    }
    Disk disk = new FileDisk(scratch);
    try (Roots roots = Roots.open(disk)) {
      Opening opening =
          new Opening(
              log, disk, roots, ChroniclePages.in(scratch), CACHE_BYTES, RECENT_BYTES, listener);
      Opened fresh = opening.open();
      try {
        compare(fresh.applier().view());
      } finally {
        fresh.index().close();
      }
    } catch (DamageException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    return List.copyOf(problems);
  }

  private void checkPages() {
    try {
      view.base().tree().check(page -> {});
    } catch (IndexException e) {
      problems.add("The index is damaged: " + e.getMessage());
    }
  }

  private void compare(View fresh) {
    long different = 0;
    try (Cursor found = view.scan(EVERYTHING, Direction.FORWARD);
        Cursor right = fresh.scan(EVERYTHING, Direction.FORWARD)) {
      boolean isFound = found.next();
      boolean isRight = right.next();
      while (isFound || isRight) {
        int order = !isFound ? 1 : !isRight ? -1 : Arrays.compareUnsigned(found.key(), right.key());
        if (order != 0 || !same(found.value(), right.value())) {
          different++;
        }
        isFound = order <= 0 ? found.next() : isFound;
        isRight = order >= 0 ? right.next() : isRight;
      }
    } catch (IndexException e) {
      return; // Told when the pages were checked.
    }
    if (different > 0) {
      problems.add(
          "The index says of " + different + " keys something else than the log; delete it");
    }
  }

  private static boolean same(byte[] slot, byte[] other) {
    return Arrays.equals(Slot.bottom(slot), Slot.bottom(other));
  }
}
