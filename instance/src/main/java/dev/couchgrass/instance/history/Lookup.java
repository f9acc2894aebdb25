package dev.couchgrass.instance.history;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Looks up any number of entries, as many at a time as the store takes: a single entry may name
 * more than that.
 */
public final class Lookup {
  private Lookup() {}

  /** Those of some entries that are there. */
  public static Future<Map<Cid, StoredEntry>> find(EntryStore entries, Collection<Cid> ids) {
    List<Cid> wanted = new ArrayList<>(new HashSet<>(ids));
    if (wanted.size() <= EntryStore.MAX_ENTRIES) {
      return entries.get(wanted);
    }
    Map<Cid, StoredEntry> found = new HashMap<>();
    List<List<Cid>> pieces = new ArrayList<>();
    for (int from = 0; from < wanted.size(); from += EntryStore.MAX_ENTRIES) {
      pieces.add(wanted.subList(from, Math.min(wanted.size(), from + EntryStore.MAX_ENTRIES)));
    }
    return Repeat.each(
            pieces,
            piece ->
                entries
                    .get(piece)
                    .map(
                        some -> {
                          found.putAll(some);
                          return some;
                        }))
        .map(found);
  }
}
