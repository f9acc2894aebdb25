package dev.couchgrass.conformance.operation;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.store.operation.OrderState;
import dev.couchgrass.store.operation.OrdererCounts;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an orderer must answer. Items that become ready by one event may be taken in any order, once
 * that is known it stays.
 */
final class OrderModel {
  private static final long UNKNOWN = Long.MAX_VALUE;
  private static final Comparator<Item> BY_PLACE =
      Comparator.comparingLong(Item::event).thenComparingLong(Item::within);

  /**
   * @param dependencies all of them
   * @param waits those that were not taken since it arrived
   * @param event by which it became ready
   * @param within its place among those of that event, once it was taken
   */
  private record Item(
      Hash id, Set<Hash> dependencies, Set<Hash> waits, OrderState state, long event, long within) {
    Item in(OrderState next) {
      return new Item(id, dependencies, waits, next, event, within);
    }

    Item at(long newEvent) {
      return new Item(id, dependencies, waits, OrderState.READY, newEvent, UNKNOWN);
    }
  }

  private final Map<Hash, Item> items = new TreeMap<>();
  private long events;

  OrderModel copy() {
    OrderModel copy = new OrderModel();
    copy.items.putAll(items);
    copy.events = events;
    return copy;
  }

  Optional<OrderState> state(Hash id) {
    return Optional.ofNullable(items.get(id)).map(Item::state);
  }

  private boolean isIn(Hash id, OrderState... states) {
    return state(id).filter(List.of(states)::contains).isPresent();
  }

  boolean taken(Collection<Hash> ids) {
    return ids.stream().allMatch(id -> isIn(id, OrderState.TAKEN, OrderState.DONE));
  }

  /** How far it is then; empty if it is refused. */
  Optional<OrderState> add(Hash id, Collection<Hash> dependencies) {
    if (items.containsKey(id)) {
      return state(id);
    }
    if (leadsTo(id, dependencies)) {
      return Optional.empty();
    }
    Set<Hash> waits = new TreeSet<>(dependencies);
    waits.removeIf(each -> taken(List.of(each)));
    Item pending =
        new Item(id, Set.copyOf(dependencies), waits, OrderState.PENDING, UNKNOWN, UNKNOWN);
    items.put(id, waits.isEmpty() ? pending.at(events++) : pending);
    return state(id);
  }

  /** Whether dependencies lead back to an item over what is pending. */
  private boolean leadsTo(Hash id, Collection<Hash> dependencies) {
    Deque<Hash> next = new ArrayDeque<>(dependencies);
    Set<Hash> seen = new HashSet<>();
    while (!next.isEmpty()) {
      Hash each = next.pop();
      if (each.equals(id)) {
        return true;
      }
      if (seen.add(each) && isIn(each, OrderState.PENDING)) {
        next.addAll(item(each).dependencies());
      }
    }
    return false;
  }

  private Item item(Hash id) {
    return Optional.ofNullable(items.get(id)).orElseThrow();
  }

  private List<Item> inOrder(OrderState state) {
    return items.values().stream().filter(each -> each.state() == state).sorted(BY_PLACE).toList();
  }

  /** Those of which one is to be taken next; none if nothing is ready. */
  Set<Hash> next() {
    List<Item> ready = inOrder(OrderState.READY);
    Set<Hash> first = new TreeSet<>();
    for (Item each : ready) {
      if (BY_PLACE.compare(each, ready.get(0)) == 0) {
        first.add(each.id());
      }
    }
    return first;
  }

  /** Takes one that is ready. */
  void take(Hash id) {
    Item taken = item(id);
    long within = taken.within() == UNKNOWN ? events++ : taken.within();
    items.put(
        id, new Item(id, taken.dependencies(), Set.of(), OrderState.TAKEN, taken.event(), within));
    long event = events++;
    for (Item each : List.copyOf(items.values())) {
      if (each.state() == OrderState.PENDING && each.waits().contains(id)) {
        Set<Hash> waits = new TreeSet<>(each.waits());
        waits.remove(id);
        Item less = new Item(each.id(), each.dependencies(), waits, each.state(), UNKNOWN, UNKNOWN);
        items.put(each.id(), waits.isEmpty() ? less.at(event) : less);
      }
    }
  }

  int acknowledge(Collection<Hash> ids) {
    int count = 0;
    for (Hash id : Set.copyOf(ids)) {
      if (isIn(id, OrderState.TAKEN)) {
        items.put(id, item(id).in(OrderState.DONE));
        count++;
      }
    }
    return count;
  }

  int restore(int limit) {
    List<Item> first = inOrder(OrderState.TAKEN).stream().limit(limit).toList();
    first.forEach(each -> items.put(each.id(), each.in(OrderState.READY)));
    return first.size();
  }

  boolean requeue(Hash id) {
    boolean may = taken(List.of(id));
    if (may) {
      items.put(id, item(id).at(events++));
    }
    return may;
  }

  OrdererCounts counts() {
    return new OrdererCounts(
        inOrder(OrderState.PENDING).size(),
        inOrder(OrderState.READY).size(),
        inOrder(OrderState.TAKEN).size(),
        inOrder(OrderState.DONE).size());
  }

  List<Hash> missing() {
    Set<Hash> missing = new TreeSet<>();
    items.values().forEach(each -> missing.addAll(each.dependencies()));
    missing.removeAll(items.keySet());
    return List.copyOf(missing);
  }
}
