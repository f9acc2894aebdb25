package dev.couchgrass.conformance.entry;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What is there of a database, or of one of its stores.
 *
 * @param store the store's name; empty for the database itself
 */
record ModelGraph(Optional<String> store, Map<Cid, Entry> entries) {
  boolean has(Cid id) {
    return entries.containsKey(id);
  }

  Collection<Entry> members() {
    return entries.values();
  }

  List<Cid> parents(Entry entry) {
    return store.map(entry::storeParents).orElseGet(entry::parents);
  }

  /** The parents of what may not be there. */
  private List<Cid> parents(Cid id) {
    return Optional.ofNullable(entries.get(id)).map(this::parents).orElse(List.of());
  }

  long height(Cid id) {
    Entry entry = Optional.ofNullable(entries.get(id)).orElseThrow();
    return store.map(entry::storeHeight).orElseGet(entry::height);
  }

  /** By height, then by the bytes of the ids. */
  Comparator<Cid> order() {
    return Comparator.<Cid>comparingLong(this::height).thenComparing(Comparator.naturalOrder());
  }

  List<Cid> inOrder(Collection<Cid> ids) {
    return ids.stream().sorted(order()).toList();
  }

  /** Those of some entries that are there, and what they descend from. */
  Set<Cid> below(Collection<Cid> ids) {
    return below(ids, id -> true);
  }

  /** The same, of ways that pass only what is wanted. */
  Set<Cid> below(Collection<Cid> ids, Predicate<Cid> wanted) {
    Set<Cid> found = new HashSet<>();
    Deque<Cid> next = new ArrayDeque<>(ids);
    while (!next.isEmpty()) {
      Cid id = next.remove();
      if (has(id) && wanted.test(id) && found.add(id)) {
        next.addAll(parents(id));
      }
    }
    return found;
  }

  /** The entries of a kind that no other of the kind descends from. */
  NavigableSet<Cid> tops(Predicate<Cid> kind) {
    NavigableSet<Cid> tops = new TreeSet<>();
    entries.keySet().stream().filter(kind).forEach(tops::add);
    for (Cid id : entries.keySet()) {
      if (kind.test(id)) {
        tops.removeAll(below(parents(id)));
      }
    }
    return tops;
  }

  /** The entries that nothing there builds on. */
  NavigableSet<Cid> tips() {
    NavigableSet<Cid> tips = new TreeSet<>(entries.keySet());
    entries.values().forEach(entry -> tips.removeAll(parents(entry)));
    return tips;
  }

  List<Cid> history(Collection<Cid> from, Collection<Cid> to) {
    Set<Cid> found = below(to);
    found.removeAll(below(from));
    return inOrder(found);
  }

  /** The highest entry without which no way from the entries comes to its end. */
  Optional<Cid> mergeBase(Collection<Cid> ids) {
    return below(ids).stream()
        .filter(base -> below(ids, id -> !id.equals(base)).stream().noneMatch(this::endsAWay))
        .max(order());
  }

  /** Whether it has no parents, or one that is not there: then the way is another for sure. */
  private boolean endsAWay(Cid id) {
    List<Cid> parents = parents(id);
    return parents.isEmpty() || !entries.keySet().containsAll(parents);
  }

  List<Cid> firstParentPath(Cid target) {
    List<Cid> path = new ArrayList<>();
    for (Optional<Cid> next = Optional.of(target); next.filter(this::has).isPresent(); ) {
      path.add(0, next.get());
      next = parents(next.get()).stream().findFirst();
    }
    return path;
  }

  List<Cid> parentsInOrder(Cid id) {
    List<Cid> ordered = new ArrayList<>(inOrder(parents(id).stream().filter(this::has).toList()));
    parents(id).stream().filter(parent -> !has(parent)).sorted().forEach(ordered::add);
    return ordered;
  }

  /** Those that entries descend from and that are not there, of so high entries, or themselves. */
  Set<Cid> gaps(Collection<Cid> ids, long lowest) {
    Set<Cid> gaps = new HashSet<>(ids);
    below(ids, id -> height(id) >= lowest).forEach(id -> gaps.addAll(parents(id)));
    gaps.removeIf(this::has);
    return gaps;
  }
}
