package dev.couchgrass.instance.history;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.hash.Cid;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the changes of a database's settings build on each other. As each has its pin as its parents,
 * and its parents are all the changes that it descends from, this tells what an entry knows of the
 * settings.
 */
final class SettingsGraph {
  private final Map<Cid, List<Cid>> parents = new HashMap<>();

  void add(Entry change) {
    parents.put(change.id(), change.storeParents(StoreNames.SETTINGS));
  }

  void clear() {
    parents.clear();
  }

  boolean contains(Cid id) {
    return parents.containsKey(id);
  }

  /** Some changes, and all that they descend from. */
  Set<Cid> closure(Collection<Cid> changes) {
    Set<Cid> known = new HashSet<>(changes);
    Deque<Cid> next = new ArrayDeque<>(known);
    while (!next.isEmpty()) {
      Optional.ofNullable(parents.get(next.remove())).orElse(List.of()).stream()
          .filter(known::add)
          .forEach(next::add);
    }
    return known;
  }

  /** Whether two changes are, neither knowing the other. */
  boolean areConcurrent(Cid one, Cid other) {
    return !closure(List.of(one)).contains(other) && !closure(List.of(other)).contains(one);
  }
}
