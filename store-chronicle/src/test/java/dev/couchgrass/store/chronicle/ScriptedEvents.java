package dev.couchgrass.store.chronicle;

import dev.couchgrass.store.chronicle.disk.SimulatedDisk;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What an engine went through, as its files show. */
final class ScriptedEvents {
  /** What a script must go through for its crashes to say something. */
  enum Event {
    NEW_SEGMENT,
    FOLD,
    GROWTH_OF_THE_INDEX,
    COMPACTION_OF_THE_INDEX,
    COMPACTION_ON_REQUEST,
    COMPACTION_ON_ITS_OWN,
    REOPENED
  }

  private final SimulatedDisk disk;
  private final SimulatedIndexes indexes;
  private final Set<Event> seen = EnumSet.noneOf(Event.class);
  private int renamed;
  private int written;

  ScriptedEvents(SimulatedDisk disk, SimulatedIndexes indexes) {
    this.disk = disk;
    this.indexes = indexes;
  }

  /** What happened before does not count. */
  void skip() {
    renamed = disk.renamed().size();
    written = indexes.written();
  }

  /**
   * Notes what happened since the last call, while the engine ran.
   *
   * @param requested whether somebody waited for a compaction
   */
  void note(boolean requested) {
    List<String> all = disk.renamed();
    for (String name : all.subList(renamed, all.size())) {
      add(
          !name.contains("-")
              ? Event.NEW_SEGMENT
              : requested ? Event.COMPACTION_ON_REQUEST : Event.COMPACTION_ON_ITS_OWN);
    }
    if (indexes.written() > written) {
      add(Event.FOLD);
    }
    if (indexes.grown()) {
      add(Event.GROWTH_OF_THE_INDEX);
    }
    if (indexes.compacted()) {
      add(Event.COMPACTION_OF_THE_INDEX);
    }
    skip();
  }

  void add(Event event) {
    seen.add(event);
  }

  Set<Event> seen() {
    return seen;
  }
}
