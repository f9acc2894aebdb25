package dev.couchgrass.server.auth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A map that forgets what was used longest ago. For any thread. */
final class BoundedTable<K, V> {
  private final Map<K, V> entries;

  BoundedTable(int capacity) {
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > capacity;
          }
        };
  }

  synchronized Optional<V> get(K key) {
    return Optional.ofNullable(entries.get(key));
  }

  synchronized void put(K key, V value) {
    entries.put(key, value);
  }

  /** Puts what {@code change} makes of the value, or of {@code absent} if there is none. */
  synchronized V change(K key, V absent, UnaryOperator<V> change) {
    V next = change.apply(entries.getOrDefault(key, absent));
    entries.put(key, next);
    return next;
  }

  synchronized void remove(K key) {
    entries.remove(key);
  }

  synchronized int size() {
    return entries.size();
  }
}
