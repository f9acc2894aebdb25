package dev.couchgrass.instance.sync.paging;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Looks up which entries of a database are here and count, a few at a time: who asks names many,
 * and each may be a large one.
 */
public record EntryLookup(EntryStore entries, Cid database) {
  private static final int PIECE = 32;

  /** An entry, without what it says. */
  public record Link(Cid id, long height, List<Cid> parents) {
    public Link {
      parents = List.copyOf(parents);
    }
  }

  /** Those of some entries that are here. */
  public Future<Set<Cid>> known(Collection<Cid> ids) {
    Set<Cid> known = new HashSet<>();
    return each(ids, entry -> known.add(entry.id())).map(known);
  }

  /** As {@link #known}, and what they descend from. */
  public Future<List<Link>> links(Collection<Cid> ids) {
    List<Link> links = new ArrayList<>();
    return each(ids, entry -> links.add(new Link(entry.id(), entry.height(), entry.parents())))
        .map(links);
  }

  private Future<Void> each(Collection<Cid> ids, Consumer<Entry> found) {
    List<Cid> wanted = List.copyOf(new HashSet<>(ids));
    List<List<Cid>> pieces = new ArrayList<>();
    for (int from = 0; from < wanted.size(); from += PIECE) {
      pieces.add(wanted.subList(from, Math.min(wanted.size(), from + PIECE)));
    }
    return Repeat.each(
        pieces,
        piece ->
            entries
                .get(piece)
                .map(
                    there -> {
                      there.values().stream()
                          .filter(this::counts)
                          .map(StoredEntry::entry)
                          .forEach(found);
                      return there;
                    }));
  }

  private boolean counts(StoredEntry stored) {
    return stored.status().isAccepted() && stored.entry().database().equals(database);
  }
}
