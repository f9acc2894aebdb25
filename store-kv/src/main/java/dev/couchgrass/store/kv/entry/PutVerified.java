package dev.couchgrass.store.kv.entry;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.kv.commit.Mutation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps entries, and accepts those that are not settled. */
record PutVerified(List<Entry> entries) implements Mutation<EntryUnit, Set<Cid>> {
  /** The number of a database of which nothing is there. */
  private static final int NONE = 0;

  @Override
  public Set<Cid> apply(EntryUnit unit) {
    Map<Cid, Entry> arriving = new HashMap<>();
    Map<Cid, EntryStatus> planned = new HashMap<>();
    for (Entry entry : entries) {
      Optional<EntryStatus> there = unit.reads().record(entry.id()).map(EntryRecord::status);
      if (there.isEmpty()) {
        arriving.put(entry.id(), entry);
      }
      if (there.isEmpty() || !there.get().isAccepted()) {
        planned.put(entry.id(), EntryStatus.VERIFIED);
        there.ifPresent(status -> Acceptance.requireOpen(entry.id(), status, EntryStatus.VERIFIED));
      }
    }
    Acceptance acceptance = new Acceptance(unit.reads(), planned, arriving);
    for (Entry entry : entries) {
      if (planned.containsKey(entry.id())) {
        acceptance.require(
            entry,
            unit.reads().database(entry.database()).map(DatabaseRecord::number).orElse(NONE));
      }
    }
    Set<Cid> added = new PutEntries(entries).apply(unit);
    new SettleEntries(planned).apply(unit);
    return added;
  }
}
