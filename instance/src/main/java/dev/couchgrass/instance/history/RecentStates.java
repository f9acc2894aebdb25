package dev.couchgrass.instance.history;

import dev.couchgrass.core.entry.Tips;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last few states of each store, of so many stores. For several threads. */
final class RecentStates {
  private static final int STATES = 4;
  private static final int STORES = 64;

  /** By store; the store used last comes last, and of a store the state found last comes first. */
  private final Map<String, Deque<KnownState>> states =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<KnownState>> eldest) {
          return size() > STORES;
        }
      };

  synchronized Optional<KnownState> find(String store, Tips tips) {
    return of(store).stream().filter(state -> state.tips().equals(tips)).findFirst();
  }

  /** The states of a store, the one found last first. */
  synchronized List<KnownState> of(String store) {
    Deque<KnownState> known = states.get(store);
    return known == null ? List.of() : new ArrayList<>(known);
  }

  synchronized void add(String store, KnownState state) {
    Deque<KnownState> known = states.computeIfAbsent(store, absent -> new ArrayDeque<>());
    known.removeIf(other -> other.tips().equals(state.tips()));
    known.addFirst(state);
    if (known.size() > STATES) {
      known.removeLast();
    }
  }

  synchronized void clear() {
    states.clear();
  }
}
