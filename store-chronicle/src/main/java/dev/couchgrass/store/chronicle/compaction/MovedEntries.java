package dev.couchgrass.store.chronicle.compaction;

import dev.couchgrass.store.chronicle.log.Replay;
import dev.couchgrass.store.chronicle.view.Slot;
import dev.couchgrass.store.engine.Batch.Change;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Goes over a compacted file, to tell the index where its values are. For one thread at a time. */
final class MovedEntries {
  private final Replay entries;
  private boolean inRecord;

  MovedEntries(Replay entries) {
    this.entries = entries;
  }

  /** The next entries, about so many, with their slots: ascending by key, each key once. */
  List<Change> next(int count) throws IOException {
    Map<byte[], byte[]> slots = new TreeMap<>(Arrays::compareUnsigned);
    while (slots.size() < count && step()) {
      if (entries.hasValue()) {
        slots.put(entries.key(), Slot.of(entries));
      }
    }
    List<Change> moved = new ArrayList<>(slots.size());
    slots.forEach((key, slot) -> moved.add(new Change(key, Optional.of(slot))));
    return moved;
  }

  private boolean step() throws IOException {
    while (!inRecord || !entries.nextEntry()) {
      inRecord = entries.nextRecord();
      if (!inRecord) {
        return false;
      }
    }
    return true;
  }

  boolean end() throws IOException {
    entries.close();
    return true;
  }
}
