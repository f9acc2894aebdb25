package dev.couchgrass.store.chronicle.write;

import dev.couchgrass.store.chronicle.view.Generation;
import dev.couchgrass.store.chronicle.view.Slot;
import dev.couchgrass.store.chronicle.view.View;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Batch.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lays changes over a view, in two steps. First each is looked up in what is there: ranks need to
 * know whether its key is, and compaction which file has one entry less in use. That reads pages,
 * and may fail. The second step reads nothing, so that what is in the log by then is applied
 * whatever happens. For one thread.
 */
public final class Applier {
  /** What an entry takes on the heap beside its key and slot, roughly. */
  private static final int OVERHEAD = 64;

  private final LiveBytes live;
  private View view;
  private long bytes;

  public Applier(View view, LiveBytes live) {
    this.view = view;
    this.live = live;
  }

  /** What was there, with everything applied since. */
  public View view() {
    return view;
  }

  /** About how many bytes were applied to the view's recent changes. */
  public long bytes() {
    return bytes;
  }

  /** How many bytes of each file are in use, with everything applied. */
  public LiveBytes live() {
    return live;
  }

  /** Begins anew over another view. */
  public void restart(View next) {
    view = next;
    bytes = 0;
  }

  /** Goes on over a tree that took up what was set aside; the recent changes stay. */
  public void rebase(Generation base) {
    view = new View(view.recent(), View.NO_CHANGES, base);
  }

  /** Changes that were looked up. Good until something else is applied. */
  public static final class Prepared {
    private final List<Change> changes;
    private final byte[] @Nullable [] before;
    private final boolean[] recent;
    private final boolean[] hides;

    private Prepared(List<Change> changes) {
      this.changes = changes;
      before = new byte[changes.size()][];
      recent = new boolean[changes.size()];
      hides = new boolean[changes.size()];
    }
  }

  /** Gives the new slot of a change that is not a deletion. */
  @FunctionalInterface
  public interface Slots {
    byte[] of(int change);
  }

  /** Looks up changes that ascend by their keys, each key once. */
  public Prepared prepare(List<Change> changes) {
    Prepared prepared = new Prepared(changes);
    for (int i = 0; i < changes.size(); i++) {
      byte[] key = changes.get(i).key();
      byte[] slot = view.recent().get(key).orElse(null);
      if (slot != null) {
        prepared.recent[i] = true;
        prepared.hides[i] = Slot.hides(slot);
      } else {
        slot = view.slotBeneath(key);
        prepared.hides[i] = slot != null && !Slot.isGone(slot);
      }
      prepared.before[i] = slot;
    }
    return prepared;
  }

  /** Applies what was looked up last. */
  public void apply(Prepared prepared, Slots slots) {
    List<Change> applied = new ArrayList<>(prepared.changes.size());
    for (int i = 0; i < prepared.changes.size(); i++) {
      apply(prepared, i, slots, applied);
    }
    view = new View(view.recent().with(new Batch(applied)), view.folding(), view.base());
  }

  /**
   * Tells where values are now that were copied into another file: of those keys whose newest entry
   * is still in one of the files that they were copied from.
   *
   * @param moved ascending by key, each once; the new slot of each
   */
  public void move(List<Change> moved, Set<Long> from) {
    Prepared all = prepare(moved);
    List<Change> still = new ArrayList<>(moved.size());
    for (int i = 0; i < moved.size(); i++) {
      byte[] before = all.before[i];
      if (before != null && !Slot.isGone(before) && from.contains(Slot.file(before))) {
        still.add(moved.get(i));
      }
    }
    apply(prepare(still), index -> still.get(index).value().orElseThrow());
  }

  private void apply(Prepared prepared, int index, Slots slots, List<Change> applied) {
    Change change = prepared.changes.get(index);
    byte[] key = change.key();
    byte[] before = prepared.before[index];
    if (before != null && !Slot.isGone(before)) {
      live.remove(key, before);
    }
    boolean hides = prepared.hides[index];
    if (change.value().isPresent()) {
      byte[] slot = slots.of(index);
      live.add(key, slot);
      applied.add(new Change(key, Optional.of(hides ? Slot.hiding(slot) : slot)));
      bytes += key.length + slot.length + OVERHEAD;
    } else if (hides) {
      applied.add(new Change(key, Optional.of(Slot.gone())));
      bytes += key.length + OVERHEAD;
    } else if (prepared.recent[index]) {
      applied.add(new Change(key, Optional.empty()));
    }
  }
}
