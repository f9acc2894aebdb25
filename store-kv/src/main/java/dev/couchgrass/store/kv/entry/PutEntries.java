package dev.couchgrass.store.kv.entry;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.kv.commit.Mutation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps entries, unverified.
 *
 * <p>An entry is a tip unless something that is there builds on it. As its children may have come
 * before it, they noted then that they await it.
 */
record PutEntries(List<Entry> entries) implements Mutation<EntryUnit, Set<Cid>> {
  @Override
  public Set<Cid> apply(EntryUnit unit) {
    Set<Cid> added = new HashSet<>();
    for (Entry entry : entries) {
      if (unit.reads().record(entry.id()).isEmpty()) {
        put(entry, unit);
        added.add(entry.id());
      }
    }
    return Set.copyOf(added);
  }

  private static void put(Entry entry, EntryUnit unit) {
    int database = unit.database(entry).number();
    List<Graph> graphs = Graph.of(database, entry);
    Link link = graphs.get(0).link(entry);
    EntryKeys keys = unit.keys();
    unit.add(entry, new EntryRecord(EntryStatus.UNVERIFIED, database, entry.bytes().length, link));
    unit.note(keys.status(EntryStatus.UNVERIFIED, database, link.height(), entry.id()));
    for (Graph graph : graphs) {
      place(graph, entry.id(), graph.link(entry), unit);
    }
  }

  private static void place(Graph graph, Cid id, Link link, EntryUnit unit) {
    EntryKeys keys = unit.keys();
    if (!graph.isWhole()) {
      unit.put(keys.link(graph, id), link.encode());
    }
    unit.note(keys.order(graph, link.height(), id));
    for (Cid parent : link.parents()) {
      if (unit.reads().record(parent).isPresent()) {
        unit.delete(keys.tip(EntrySpace.TIPS, graph, parent));
      } else {
        unit.note(keys.awaited(graph, parent, id));
      }
    }
    List<byte[]> children = unit.keys(keys.awaited(graph, id), Integer.MAX_VALUE);
    if (children.isEmpty()) {
      unit.note(keys.tip(EntrySpace.TIPS, graph, id));
    }
    children.forEach(unit::delete);
  }
}
