package dev.couchgrass.store.chronicle.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * Builds a tree from entries in ascending order, with full pages: what is faster and denser than an
 * edit if everything is there already. For one thread.
 *
 * <pre>{@code
 * try (TreeBuilder builder = new TreeBuilder(pages, nextPageId)) {
 *   builder.add(key, value);
 *   Tree tree = builder.finish();
 * }
 * }</pre>
 */
public final class TreeBuilder implements AutoCloseable {
  /** Pages are cut once there are entries for a few, so that few are moved to the front. */
  private static final int CUT_BYTES = 16 * Cuts.PAGE_BYTES;

  private final Pages pages;
  private final PageWriter writer;
  private final List<Level> levels = new ArrayList<>();
  private byte[] last = Separators.LOWEST;
  private boolean finished;

  /**
   * @param nextPageId above the numbers of all pages that any tree of the store has
   */
  public TreeBuilder(Pages pages, long nextPageId) {
    this.pages = pages;
    writer = new PageWriter(pages, nextPageId);
  }

  /**
   * Adds an entry behind all others.
   *
   * @throws IllegalArgumentException if its key is not above the one before, or key or value is
   *     longer than a tree takes
   */
  public void add(byte[] key, byte[] value) {
    Limits.requireAscending(last, key);
    Limits.requireFit(key, value.length);
    last = key;
    level(0).add(key, value);
  }

  /** The tree of all that was added; the builder is of no more use. */
  public Tree finish() {
    for (int height = 0; height < levels.size(); height++) {
      Level level = levels.get(height);
      if (height > 0 && level.pages == 0 && level.draft.size() == 1) {
        finished = true;
        return pages.tree(
            new Root(
                level.draft.child(0), height - 1, level.draft.entries(0), writer.nextPageId()));
      }
      level.cut(true);
    }
    finished = true;
    return pages.tree(new Root(0, 0, 0, writer.nextPageId()));
  }

  /** Removes what was written, unless the tree was finished. */
  @Override
  public void close() {
    if (!finished) {
      finished = true;
      writer.undo();
    }
  }

  private Level level(int height) {
    if (height == levels.size()) {
      levels.add(new Level(height));
    }
    return levels.get(height);
  }

  /** What is yet to be written of one height. */
  private final class Level {
    private final int height;
    private Draft draft;
    private int bytes;
    private long pages;

    /** The last key of the pages that are written. */
    private byte[] before = Separators.LOWEST;

    Level(int height) {
      this.height = height;
      draft = new Draft(height, 64);
    }

    void add(byte[] key, byte[] value) {
      draft.add(key, value);
      bytes += draft.bytesOf(draft.size() - 1);
      if (bytes >= CUT_BYTES) {
        cut(false);
      }
    }

    /** Writes full pages; of what is left over only if it is the last of all. */
    void cut(boolean all) {
      int from = 0;
      for (int to = Cuts.fullEnd(draft, 0, draft.size());
          from < to && (all || to < draft.size());
          to = Cuts.fullEnd(draft, from, draft.size())) {
        write(from, to);
        from = to;
      }
      Draft rest = new Draft(height, 64);
      bytes = 0;
      for (int i = from; i < draft.size(); i++) {
        rest.add(draft, i);
        bytes += draft.bytesOf(i);
      }
      draft = rest;
    }

    private void write(int from, int to) {
      byte[] key = draft.key(from);
      byte[] lowest =
          height > 0 ? key : pages == 0 ? Separators.LOWEST : Separators.between(before, key);
      long entries = height > 0 ? draft.entries(from, to) : to - from;
      long id = writer.write(draft.page(from, to));
      pages++;
      before = draft.key(to - 1);
      level(height + 1).add(lowest, Page.childValue(id, entries));
    }
  }
}
