package dev.couchgrass.core.crdt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The smallest honest model: changes are applied one by one to what is there, and nothing is kept
 * of what is not. It knows neither tombstones of names nor atomicity, and merges no two changes.
 */
final class NaiveState {
  private NaiveState() {}

  /** A list's living elements, and the positions of those that were removed from it. */
  private record Elements(TreeMap<Position, Object> living, Set<Position> removed) {
    List<Object> inOrder() {
      TreeSet<Position> all = new TreeSet<>(living.keySet());
      all.addAll(removed);
      TreeMap<ElementId, Position> byId = new TreeMap<>();
      all.forEach(position -> byId.putIfAbsent(position.id(), position));
      List<Object> ordered = new ArrayList<>();
      addAfter(ElementId.HEAD, byId, ordered);
      return ordered;
    }

    private void addAfter(ElementId id, Map<ElementId, Position> all, List<Object> ordered) {
      all.values().stream()
          .filter(
              position ->
                  (all.containsKey(position.after()) ? position.after() : ElementId.HEAD)
                      .equals(id))
          .sorted(Comparator.reverseOrder())
          .forEach(
              position -> {
                Optional.ofNullable(living.get(position))
                    .map(NaiveState::view)
                    .ifPresent(ordered::add);
                addAfter(position.id(), all, ordered);
              });
    }
  }

  /** What all changes make, in their order, as maps, lists and scalars. */
  static Object of(List<Doc> changes) {
    Optional<Object> state = Optional.of(new TreeMap<String, Object>());
    for (Doc change : changes) {
      state = apply(state, change);
    }
    return view(state.orElseThrow());
  }

  private static Optional<Object> apply(Optional<Object> before, Value change) {
    if (change instanceof Doc document) {
      return Optional.of(applyDoc(before, document));
    }
    if (change instanceof DocList list) {
      return Optional.of(applyList(before, list));
    }
    return change == Tombstone.TOMBSTONE ? Optional.empty() : Optional.of(change);
  }

  private static Object applyDoc(Optional<Object> before, Doc change) {
    TreeMap<String, Object> after = new TreeMap<>();
    if (!change.isAtomic() && before.orElse("") instanceof TreeMap<?, ?> map) {
      map.forEach((name, value) -> after.put((String) name, value));
    }
    for (int i = 0; i < change.members().size(); i++) {
      String name = change.members().key(i);
      Optional<Object> old = Optional.ofNullable(after.remove(name));
      apply(old, change.members().value(i)).ifPresent(value -> after.put(name, value));
    }
    return after;
  }

  private static Object applyList(Optional<Object> before, DocList change) {
    Elements after = new Elements(new TreeMap<>(), new TreeSet<>());
    if (!change.isAtomic() && before.orElse("") instanceof Elements elements) {
      after.living.putAll(elements.living);
      after.removed.addAll(elements.removed);
    }
    for (int i = 0; i < change.elements().size(); i++) {
      Position position = change.elements().key(i);
      if (!after.removed.contains(position)) {
        Optional<Object> old = Optional.ofNullable(after.living.remove(position));
        Optional<Object> value = apply(old, change.elements().value(i));
        value.ifPresent(present -> after.living.put(position, present));
        if (value.isEmpty()) {
          after.removed.add(position);
        }
      }
    }
    return after;
  }

  private static Object view(Object state) {
    if (state instanceof Elements elements) {
      return elements.inOrder();
    }
    if (state instanceof TreeMap<?, ?> map) {
      TreeMap<Object, Object> viewed = new TreeMap<>();
      map.forEach((name, value) -> viewed.put(name, view(value)));
      return viewed;
    }
    return state;
  }

  /** What a reader sees of a value, in the same form. */
  static Object seen(Value value) {
    if (value instanceof Doc document) {
      TreeMap<Object, Object> members = new TreeMap<>();
      document.toMap().forEach((name, member) -> members.put(name, seen(member)));
      return members;
    }
    return value instanceof DocList list
        ? list.toList().stream().map(NaiveState::seen).toList()
        : value;
  }
}
