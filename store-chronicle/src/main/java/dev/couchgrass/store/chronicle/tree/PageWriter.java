package dev.couchgrass.store.chronicle.tree;

import java.util.Arrays;
import java.util.function.Supplier;

/** Gives new pages their numbers, writes them, and keeps account of one edit. For one thread. */
final class PageWriter {
  private final Pages pages;
  private final long first;
  private long next;
  private long[] dropped = new long[16];
  private int drops;
  private long written;

  PageWriter(Pages pages, long nextPageId) {
    this.pages = pages;
    first = nextPageId;
    next = nextPageId;
  }

  Pages pages() {
    return pages;
  }

  long nextPageId() {
    return next;
  }

  long write(Page draft) {
    long id = next++;
    pages.write(id, draft);
    written++;
    return id;
  }

  /** Notes that the next tree does without a page. */
  void drop(long id) {
    if (id >= first) {
      pages.remove(id);
      written--;
      return;
    }
    if (drops == dropped.length) {
      dropped = Arrays.copyOf(dropped, drops * 2);
    }
    dropped[drops++] = id;
  }

  /** Writes the pages of a tree; all that was written is gone if that fails. */
  Edit attempt(Supplier<Root> writing) {
    try {
      Root root = writing.get();
      return new Edit(pages.tree(root), dropped(), written);
    } catch (RuntimeException | Error failure) {
      undo(failure);
      throw failure;
    }
  }

  /** The pages of the tree before that the next one does without. */
  long[] dropped() {
    return Arrays.copyOf(dropped, drops);
  }

  /** Forgets all that was written. */
  void undo() {
    for (long id = first; id < next; id++) {
      pages.remove(id);
    }
  }

  private void undo(Throwable failure) {
    try {
      undo();
    } catch (RuntimeException | Error another) {
      failure.addSuppressed(another);
    }
  }
}
