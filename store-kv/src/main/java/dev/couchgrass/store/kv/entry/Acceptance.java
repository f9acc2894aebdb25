package dev.couchgrass.store.kv.entry;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import java.util.Map;
import java.util.Optional;

/**
 * Whether entries may be accepted: in each graph that an entry takes part in, its parents are
 * there, lower, and accepted, now or by what is to be done.
 *
 * @param planned what entries will be, of those that are to change
 * @param arriving entries that will be there
 */
record Acceptance(EntryReads reads, Map<Cid, EntryStatus> planned, Map<Cid, Entry> arriving) {
  /**
   * Requires an entry to be acceptable.
   *
   * @param database its number; one that no database has if nothing of it is there
   * @throws StoreException {@code ENTRY_STATUS}
   */
  void require(Entry entry, int database) {
    for (Graph graph : Graph.of(database, entry)) {
      for (Cid parent : graph.parents(entry)) {
        require(
            accepts(parent) && isLower(parent, graph, entry),
            "A parent of the entry is not accepted, not in the graph, or not lower: ",
            entry.id());
      }
    }
  }

  private boolean accepts(Cid id) {
    return Optional.ofNullable(planned.get(id))
        .map(EntryStatus::isAccepted)
        .orElseGet(() -> reads.accepts(id));
  }

  private boolean isLower(Cid parent, Graph graph, Entry entry) {
    Optional<Entry> comes = Optional.ofNullable(arriving.get(parent));
    Optional<Link> link =
        comes.isPresent()
            ? comes
                .filter(found -> found.database().equals(entry.database()))
                .filter(found -> graph.isWhole() || found.subtree(graph.store()).isPresent())
                .map(graph::link)
            : reads.link(graph, parent);
    return link.isPresent() && link.get().height() < graph.height(entry);
  }

  /**
   * Requires an entry to be free to become something.
   *
   * @throws StoreException {@code ENTRY_STATUS}
   */
  static void requireOpen(Cid id, EntryStatus before, EntryStatus after) {
    require(before.mayBecome(after), "The entry is settled otherwise already: ", id);
  }

  private static void require(boolean condition, String otherwise, Cid id) {
    if (!condition) {
      throw new StoreException(ErrorCode.ENTRY_STATUS, otherwise, id.toString());
    }
  }
}
