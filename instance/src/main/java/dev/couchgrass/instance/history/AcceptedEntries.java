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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Entries that were accepted, kept on the heap while they are near: what was accepted stays so.
 * Among them are those that are about to go to the store. For several threads.
 */
final class AcceptedEntries {
  private static final int MOST = 4_096;

  /**
   * Some entries, by what is known of them.
   *
   * @param accepted by their ids
   * @param failed which were refused for good
   * @param waiting which are not there, or not verified yet
   */
  record Found(Map<Cid, Entry> accepted, Set<Cid> failed, Set<Cid> waiting) {}

  private final EntryStore entries;

  /** The one used last comes last. */
  private final Map<Cid, Entry> near =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Cid, Entry> eldest) {
          return size() > MOST;
        }
      };

  AcceptedEntries(EntryStore entries) {
    this.entries = entries;
  }

  /** Notes an entry that was accepted. */
  synchronized void add(Entry entry) {
    near.put(entry.id(), entry);
  }

  /** Forgets an entry that was not accepted after all. */
  synchronized void remove(Cid id) {
    near.remove(id);
  }

  /** Forgets what was noted, and may not be in the store after all. */
  synchronized void clear() {
    near.clear();
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
        : entries.get(far).map(fetched -> sort(far, fetched, found));
  }

  private Found sort(List<Cid> far, Map<Cid, StoredEntry> fetched, Found found) {
    for (Cid id : far) {
      Optional<StoredEntry> stored = Optional.ofNullable(fetched.get(id));
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
