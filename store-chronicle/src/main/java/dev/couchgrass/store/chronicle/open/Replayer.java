package dev.couchgrass.store.chronicle.open;

import dev.couchgrass.store.chronicle.fold.Changes;
import dev.couchgrass.store.chronicle.fold.RootKeeper;
import dev.couchgrass.store.chronicle.log.Replay;
import dev.couchgrass.store.chronicle.tree.Edit;
import dev.couchgrass.store.chronicle.tree.Pages;
import dev.couchgrass.store.chronicle.tree.Tree;
import dev.couchgrass.store.chronicle.view.Generation;
import dev.couchgrass.store.chronicle.view.Slot;
import dev.couchgrass.store.chronicle.view.View;
import dev.couchgrass.store.chronicle.write.Applier;
import dev.couchgrass.store.chronicle.write.LiveBytes;
import dev.couchgrass.store.engine.Batch.Change;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Applies what a log has beyond a tree. Many records at a time, of which each key's last counts;
 * when there is much, it is folded on the way. The trees in between are nobody's, and their pages
 * go at once; those of the tree that it began with stay until another root is on disk.
 */
final class Replayer {
  /** So many entries are sorted together. */
  private static final int CHUNK = 50_000;

  private final Pages pages;
  private final long recentBytes;
  private final Applier applier;
  private final long firstOwnPage;
  private boolean folded;
  private final List<Long> outdated = new ArrayList<>();
  private final TreeMap<byte[], Optional<byte[]>> slots = new TreeMap<>(Arrays::compareUnsigned);

  Replayer(Pages pages, Tree tree, LiveBytes live, long recentBytes) {
    this.pages = pages;
    this.recentBytes = recentBytes;
    firstOwnPage = tree.root().nextPageId();
    applier = new Applier(over(tree), live);
  }

  /** A tree with nothing above it. */
  static View over(Tree tree) {
    return new View(
        View.NO_CHANGES,
        View.NO_CHANGES,
        new Generation(RootKeeper.FIRST_GENERATION, tree, () -> {}));
  }

  /** What was replayed, over the last tree. */
  Applier applier() {
    return applier;
  }

  /** Applies everything of a replay. */
  void replay(Replay log, Progress progress) throws IOException {
    while (log.nextRecord()) {
      while (log.nextEntry()) {
        slots.put(log.key(), log.hasValue() ? Optional.of(Slot.of(log)) : Optional.empty());
      }
      if (slots.size() >= CHUNK) {
        apply();
        progress.at(log.commit());
      }
    }
    apply();
  }

  private void apply() {
    List<Change> changes = new ArrayList<>(slots.size());
    slots.forEach((key, slot) -> changes.add(new Change(key, slot)));
    slots.clear();
    applier.apply(applier.prepare(changes), index -> changes.get(index).value().orElseThrow());
    if (applier.bytes() >= recentBytes) {
      fold();
    }
  }

  /** Whether there is another tree than the one that it began with. */
  boolean folded() {
    return folded;
  }

  /** The newest tree. */
  Tree tree() {
    return applier.view().base().tree();
  }

  /** Makes the tree stand for everything that was replayed. */
  void fold() {
    folded = true;
    View view = applier.view();
    Edit edit = view.base().tree().edit(Changes.of(view.recent()));
    applier.restart(over(edit.tree()));
    for (long page : edit.replaced()) {
      if (page < firstOwnPage) {
        outdated.add(page);
      } else {
        pages.remove(page);
      }
    }
  }

  /** Removes the pages that only the tree before needs, which no root may name any more. */
  void removeOutdated() {
    outdated.forEach(pages::remove);
    outdated.clear();
  }

  /** Is told where a replay is. */
  @FunctionalInterface
  interface Progress {
    void at(long commit);
  }
}
