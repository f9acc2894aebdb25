package dev.couchgrass.conformance.entry;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.entry.EntryStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What a store of entries must hold and answer, found by looking at everything each time. */
final class EntryModel {
  private final Map<Cid, Entry> entries = new TreeMap<>();
  private final Map<Cid, EntryStatus> statuses = new HashMap<>();

  /** Whether it was not there. */
  boolean put(Entry entry) {
    statuses.putIfAbsent(entry.id(), EntryStatus.UNVERIFIED);
    return entries.putIfAbsent(entry.id(), entry) == null;
  }

  boolean isThere(Cid id) {
    return entries.containsKey(id);
  }

  /** An entry that is there. */
  Entry entry(Cid id) {
    return Optional.ofNullable(entries.get(id)).orElseThrow();
  }

  Optional<EntryStatus> status(Cid id) {
    return Optional.ofNullable(statuses.get(id));
  }

  /** Of all databases, in the order of their ids. */
  Collection<Entry> all() {
    return entries.values();
  }

  ModelGraph graph(Cid database, Optional<String> store) {
    Map<Cid, Entry> members = new LinkedHashMap<>();
    for (Entry entry : entries.values()) {
      if (entry.database().equals(database)
          && store.map(name -> entry.subtree(name).isPresent()).orElse(true)) {
        members.put(entry.id(), entry);
      }
    }
    return new ModelGraph(store, members);
  }

  private ModelGraph graph(Cid database) {
    return graph(database, Optional.empty());
  }

  List<Cid> roots() {
    return entries.values().stream().filter(Entry::isRoot).map(Entry::id).toList();
  }

  /** The parents in a database and its stores that are not there. */
  NavigableSet<Cid> missing(Cid database) {
    NavigableSet<Cid> missing = new TreeSet<>();
    for (Entry entry : graph(database).members()) {
      missing.addAll(entry.parents());
      entry.subtrees().forEach(part -> missing.addAll(part.parents()));
    }
    missing.removeIf(this::isThere);
    return missing;
  }

  /** What of a call of {@code setStatus} is refused, if anything: the ids at fault. */
  Set<Cid> refused(Map<Cid, EntryStatus> calls) {
    Set<Cid> refused = new HashSet<>();
    calls.forEach(
        (id, next) -> {
          EntryStatus before = statuses.getOrDefault(id, EntryStatus.UNVERIFIED);
          boolean accepts = next.isAccepted() && !before.isAccepted();
          if (!before.mayBecome(next) || (accepts && !mayAccept(id, calls))) {
            refused.add(id);
          }
        });
    return refused;
  }

  private boolean mayAccept(Cid id, Map<Cid, EntryStatus> calls) {
    Entry entry = entries.get(id);
    if (entry == null) {
      return false;
    }
    if (!mayAccept(entry, graph(entry.database()), calls)) {
      return false;
    }
    return entry.subtrees().stream()
        .allMatch(
            part -> mayAccept(entry, graph(entry.database(), Optional.of(part.name())), calls));
  }

  private boolean mayAccept(Entry entry, ModelGraph graph, Map<Cid, EntryStatus> calls) {
    return graph.parents(entry).stream()
        .allMatch(
            parent ->
                graph.has(parent)
                    && graph.height(parent) < graph.height(entry.id())
                    && Optional.ofNullable(calls.get(parent))
                        .or(() -> status(parent))
                        .orElseThrow()
                        .isAccepted());
  }

  void settle(Map<Cid, EntryStatus> calls) {
    statuses.putAll(calls);
  }

  private boolean isVerified(Cid id) {
    return statuses.get(id) == EntryStatus.VERIFIED;
  }

  NavigableSet<Cid> verifiedTips(Cid database) {
    return graph(database).tops(this::isVerified);
  }

  /** The tips of a store, of what some entries and their ancestors are. */
  NavigableSet<Cid> tipsAt(Cid database, String store, Collection<Cid> moment) {
    ModelGraph whole = graph(database);
    Set<Cid> then = whole.below(moment);
    ModelGraph part = graph(database, Optional.of(store));
    Predicate<Cid> inStore = id -> then.contains(id) && part.has(id);
    return whole.tops(inStore);
  }
}
