package dev.couchgrass.store.kv.entry;

import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.entry.EntryRange;
import dev.couchgrass.store.entry.Reachability;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.entry.Walk.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What entries descend from. */
final class Histories {
  private final EntryReads reads;

  Histories(EntryReads reads) {
    this.reads = reads;
  }

  /** See {@link dev.couchgrass.store.entry.EntryStore#history}. */
  List<Step> range(EntryRange range) {
    Optional<Graph> graph = reads.graph(range.database(), range.store());
    reads.require(graph, range.to());
    return graph.isEmpty()
        ? List.of()
        : new Walk(reads, graph.get()).from(range.to().ids()).without(range.from().ids()).toList();
  }

  /** See {@link dev.couchgrass.store.entry.EntryStore#mergeBase}. */
  Optional<Cid> mergeBase(Graph graph, Tips tips) {
    Walk walk = new Walk(reads, graph).from(tips.ids());
    while (!walk.isNarrow()) {
      if (walk.endsAtHighest()) {
        return Optional.empty();
      }
      walk.descend();
      if (!walk.missing().isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(walk.highest().id());
  }

  /** See {@link dev.couchgrass.store.entry.EntryStore#firstParentPath}. */
  List<Cid> firstParentPath(Graph graph, Cid target) {
    Deque<Cid> path = new ArrayDeque<>();
    Set<Cid> seen = new HashSet<>();
    Optional<Cid> next = Optional.of(target);
    while (next.isPresent()) {
      Cid id = next.get();
      Optional<Link> link = reads.link(graph, id);
      if (link.isEmpty()) {
        break;
      }
      if (!seen.add(id)) {
        throw new StoreException(ErrorCode.STORE_FAILED, "Entries build on each other in a circle");
      }
      path.addFirst(id);
      next = link.get().parents().stream().findFirst();
    }
    return List.copyOf(path);
  }

  /** See {@link dev.couchgrass.store.entry.EntryStore#reaches}. */
  Reachability reaches(Graph graph, Tips from, Collection<Cid> targets) {
    Set<Cid> unreached = new HashSet<>(targets);
    Set<Cid> unknown = new HashSet<>();
    unreached.removeAll(from.ids());
    long lowest = Long.MAX_VALUE;
    for (Cid target : List.copyOf(unreached)) {
      Optional<Link> link = reads.link(graph, target);
      if (link.isEmpty()) {
        unreached.remove(target);
        unknown.add(target);
      } else {
        lowest = Math.min(lowest, link.get().height());
      }
    }
    Walk walk = new Walk(reads, graph).from(from.ids());
    while (!unreached.isEmpty() && walk.goesOn() && walk.highest().height() >= lowest) {
      unreached.remove(walk.descend().id());
    }
    if (unreached.isEmpty() && unknown.isEmpty()) {
      return new Reachability.Reached();
    }
    if (!unreached.isEmpty() && walk.missing().isEmpty()) {
      return new Reachability.Unreached();
    }
    unknown.addAll(walk.missing());
    return new Reachability.Unknown(unknown);
  }

  /** See {@link dev.couchgrass.store.entry.EntryStore#storeParents}. */
  List<Cid> storeParents(Graph graph, Cid id) {
    List<Cid> there = new ArrayList<>();
    List<Cid> missing = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    for (Cid parent : reads.link(graph, id).map(Link::parents).orElse(List.of())) {
      reads
          .link(graph, parent)
          .ifPresentOrElse(
              link -> steps.add(new Step(link.height(), parent)), () -> missing.add(parent));
    }
    steps.stream().sorted().map(Step::id).forEach(there::add);
    missing.sort(Comparator.naturalOrder());
    there.addAll(missing);
    return Collections.unmodifiableList(there);
  }
}
