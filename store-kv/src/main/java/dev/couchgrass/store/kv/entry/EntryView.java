package dev.couchgrass.store.kv.entry;

import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.StoredEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An entry store at one moment. */
final class EntryView implements AutoCloseable {
  private final Snapshot snapshot;
  private final EntryReads reads;

  EntryView(Snapshot snapshot, EntryKeys keys, EntryCache cache) {
    this.snapshot = snapshot;
    this.reads = new EntryReads(snapshot::get, keys, cache);
  }

  Snapshot snapshot() {
    return snapshot;
  }

  EntryReads reads() {
    return reads;
  }

  EntryKeys keys() {
    return reads.keys();
  }

  /** Those of some entries that are there. */
  Map<Cid, StoredEntry> stored(Collection<Cid> ids) {
    Map<Cid, StoredEntry> found = new HashMap<>();
    for (Cid id : ids) {
      reads.stored(id).ifPresent(stored -> found.put(id, stored));
    }
    return Map.copyOf(found);
  }

  /** The tips of a database, or of one of its stores; none if there is nothing of it. */
  Tips tips(EntrySpace which, Cid database, Optional<String> store) {
    return reads.graph(database, store).map(graph -> tips(which, graph)).orElse(Tips.NONE);
  }

  /** The tips of a graph, of all or of what is accepted. */
  Tips tips(EntrySpace which, Graph graph) {
    List<Cid> tips = new ArrayList<>();
    try (Cursor cursor = snapshot.scan(keys().tips(which, graph), Direction.FORWARD)) {
      while (cursor.next()) {
        tips.add(EntryKeys.idOf(cursor.key()));
      }
    }
    return Tips.of(tips);
  }

  Tips verifiedTips(int database) {
    return tips(EntrySpace.VERIFIED_TIPS, Graph.of(database));
  }

  /**
   * The tips of a store as of a moment, if the index tells them: it is now, and nothing is void.
   */
  Optional<Tips> knownTipsAt(Graph store, Tips moment) {
    boolean now = !hasVoid(store.database()) && verifiedTips(store.database()).equals(moment);
    return now || isEmpty(keys().order(store))
        ? Optional.of(tips(EntrySpace.VERIFIED_TIPS, store))
        : Optional.empty();
  }

  private boolean hasVoid(int database) {
    return !isEmpty(keys().statuses(EntryStatus.VOID, database));
  }

  private boolean isEmpty(KeyRange range) {
    try (Cursor cursor = snapshot.scan(range, Direction.FORWARD)) {
      return !cursor.next();
    }
  }

  /**
   * The tips of a store as of a moment, by a walk: the entries of the store that no other of them
   * descends from.
   */
  Tips tipsAt(Graph store, Tips moment) {
    Set<Cid> tips = new HashSet<>();
    Walk walk = new Walk(reads, Graph.of(store.database())).from(moment.ids());
    while (walk.goesOn()) {
      if (walk.wantsHighest() && reads.link(store, walk.highest().id()).isPresent()) {
        tips.add(walk.highest().id());
        walk.rejectHighest();
      }
      walk.descend();
    }
    return Tips.of(tips);
  }

  @Override
  public void close() {
    snapshot.close();
  }
}
