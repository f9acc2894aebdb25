package dev.couchgrass.instance.history;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.StoredEntry;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Entries of a database that were accepted, kept on the heap while they are near: what was accepted
 * stays so. Among them are those that are about to go to the store. For several threads.
 *
 * <p>What is of another database counts as absent: whoever sends what builds on it must not learn
 * whether it is here.
 */
final class AcceptedEntries {
  /** Of the heap, about. */
  private static final long MAX_BYTES = 16L << 20;

  /** What an entry takes beside its bytes, about. */
  private static final int OVERHEAD_BYTES = 1024;

  /**
   * Some entries, by what is known of them.
   *
   * @param accepted by their ids
   * @param failed which were refused for good
   * @param waiting which are not there, or not verified yet, or of another database
   */
  record Found(Map<Cid, Entry> accepted, Set<Cid> failed, Set<Cid> waiting) {}

  private final EntryStore entries;
  private final Cid database;

  /** The one used last comes last. */
  private final Map<Cid, Entry> near = new LinkedHashMap<>(16, 0.75f, true);

  private long bytes;

  AcceptedEntries(EntryStore entries, Cid database) {
    this.entries = entries;
    this.database = database;
  }

  /** Notes an entry that was accepted. */
  synchronized void add(Entry entry) {
    if (near.put(entry.id(), entry) == null) {
      bytes += weight(entry);
    }
    Iterator<Entry> eldest = near.values().iterator();
    while (bytes > MAX_BYTES && near.size() > 1) {
      bytes -= weight(eldest.next());
      eldest.remove();
    }
  }

  private static long weight(Entry entry) {
    return entry.bytes().length + (long) OVERHEAD_BYTES;
  }

  /** Forgets an entry that was not accepted after all. */
  synchronized void remove(Cid id) {
    Optional.ofNullable(near.remove(id)).ifPresent(entry -> bytes -= weight(entry));
  }

  /** Forgets what was noted, and may not be in the store after all. */
  synchronized void clear() {
    near.clear();
    bytes = 0;
  }

  /** An entry, if it is near. */
  synchronized Optional<Entry> near(Cid id) {
    return Optional.ofNullable(near.get(id));
  }

  Future<Found> find(Collection<Cid> ids) {
    Found found = new Found(new HashMap<>(), new HashSet<>(), new HashSet<>());
    List<Cid> far = new ArrayList<>();
    for (Cid id : new HashSet<>(ids)) {
      near(id).ifPresentOrElse(entry -> found.accepted().put(id, entry), () -> far.add(id));
    }
    return far.isEmpty()
        ? Future.succeededFuture(found)
        : Lookup.find(entries, far).map(fetched -> sort(far, fetched, found));
  }

  private Found sort(List<Cid> far, Map<Cid, StoredEntry> fetched, Found found) {
    for (Cid id : far) {
      Optional<StoredEntry> stored =
          Optional.ofNullable(fetched.get(id))
              .filter(each -> each.entry().database().equals(database));
      Optional<EntryStatus> status = stored.map(StoredEntry::status);
      if (stored.isPresent() && stored.get().status().isAccepted()) {
        add(stored.get().entry());
        found.accepted().put(id, stored.get().entry());
      } else if (status.equals(Optional.of(EntryStatus.FAILED))) {
        found.failed().add(id);
      } else {
        found.waiting().add(id);
      }
    }
    return found;
  }
}
