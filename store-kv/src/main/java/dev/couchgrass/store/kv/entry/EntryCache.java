package dev.couchgrass.store.kv.entry;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Entries that were read or written lately, so that those after them need not read them again. An
 * id never means another entry, so nothing here is ever wrong; whether the entry is in the store is
 * not said here. For several threads.
 */
public final class EntryCache {
  /** What an entry takes on the heap beside its bytes, about. */
  private static final int OVERHEAD_BYTES = 1024;

  private final long maxBytes;
  private final Map<Cid, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * @param maxBytes of heap, about; 0 keeps nothing
   */
  public EntryCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  public synchronized Optional<Entry> find(Cid id) {
    return Optional.ofNullable(entries.get(id));
  }

  public synchronized void add(Entry entry) {
    if (weight(entry) <= maxBytes && entries.put(entry.id(), entry) == null) {
      bytes += weight(entry);
      Iterator<Entry> eldest = entries.values().iterator();
      while (bytes > maxBytes) {
        bytes -= weight(eldest.next());
        eldest.remove();
      }
    }
  }

  private static long weight(Entry entry) {
    return entry.bytes().length + (long) OVERHEAD_BYTES;
  }
}
