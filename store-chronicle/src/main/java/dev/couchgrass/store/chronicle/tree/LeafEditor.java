package dev.couchgrass.store.chronicle.tree;

import dev.couchgrass.store.engine.Batch.Change;
import dev.couchgrass.store.engine.tree.Growth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Merges one leaf with changes. */
final class LeafEditor {
  private final @Nullable Page old;
  private final int oldCount;
  private final Draft draft;
  private final Growth growth = new Growth();
  private int copied;
  private boolean changed;

  /**
   * @param old null where the tree was empty
   * @param changes how many are to come
   */
  LeafEditor(@Nullable Page old, int changes) {
    this.old = old;
    oldCount = old == null ? 0 : old.count();
    draft = new Draft(0, oldCount + changes);
  }

  /** Applies changes in ascending order. Answers whether they change anything. */
  boolean apply(List<Change> changes, int from, int to) {
    for (int i = from; i < to; i++) {
      apply(changes.get(i));
    }
    copyTo(oldCount);
    return changed;
  }

  private void apply(Change change) {
    byte[] key = change.key();
    int found = old == null ? ~0 : old.search(key, copied);
    copyTo(found >= 0 ? found : ~found);
    if (change.value().isPresent()) {
      put(key, change.value().get(), found >= 0);
    } else if (found >= 0) {
      copied++;
      changed = true;
    }
  }

  private void put(byte[] key, byte[] value, boolean known) {
    if (known && old != null) {
      changed |= !old.valueEquals(copied, value);
      copied++;
    } else {
      growth.add(draft.size(), draft.size() + 1);
      changed = true;
    }
    draft.add(key, value);
  }

  private void copyTo(int index) {
    if (old != null) {
      draft.add(old, copied, index);
    }
    copied = index;
  }

  /**
   * Hands over the leaves that take the place of the old one: none, if nothing is left.
   *
   * @param lowest no key of the old one is lower
   */
  void finish(byte[] lowest, Siblings out) {
    if (draft.size() == 0) {
      return;
    }
    int from = 0;
    for (int to : Cuts.ends(draft, growth)) {
      byte[] key = draft.key(from);
      out.add(
          from == 0 ? Separators.lower(lowest, key) : Separators.between(draft.key(from - 1), key),
          draft.page(from, to),
          to - from);
      from = to;
    }
  }
}
