package dev.couchgrass.core.entry;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a database's settings say that heights are given.
 *
 * @param database of entries
 * @param stores of entries in stores that have a rule of their own, by their names; system stores
 *     have none
 */
public record HeightRules(HeightStrategy database, Map<String, HeightStrategy> stores) {
  /** Incremental, in all stores. */
  public static final HeightRules DEFAULTS = new HeightRules(HeightStrategy.INCREMENTAL, Map.of());

  /**
   * @throws IllegalArgumentException if a system store has a rule
   */
  public HeightRules {
    Objects.requireNonNull(database);
    stores = Map.copyOf(stores);
    if (stores.keySet().stream().anyMatch(StoreNames::isSystem)) {
      throw new IllegalArgumentException("A system store has no height of its own");
    }
  }

  public HeightRules withDatabase(HeightStrategy strategy) {
    return new HeightRules(strategy, stores);
  }

  public HeightRules withStores(Map<String, HeightStrategy> strategies) {
    return new HeightRules(database, strategies);
  }

  /**
   * The height of a new entry.
   *
   * @param highestParent empty if it is a root
   */
  public long height(OptionalLong highestParent, long nowMillis) {
    return database.next(highestParent, nowMillis);
  }

  /**
   * The height of its own that a new entry has in a store; empty if it is the entry's. A store
   * without a rule gets one only where the entry's would not be above its parents in that store,
   * which had a rule once.
   *
   * @param height the entry's
   * @param highestParent the greatest height in the store of its parents there; empty if it has
   *     none
   */
  public OptionalLong storeHeight(
      String store, long height, OptionalLong highestParent, long nowMillis) {
    Optional<HeightStrategy> own = Optional.ofNullable(stores.get(store));
    if (own.isPresent()) {
      return OptionalLong.of(own.get().next(highestParent, nowMillis));
    }
    return inherited(height, highestParent);
  }

  private static OptionalLong inherited(long height, OptionalLong highestParent) {
    long least = HeightStrategy.least(highestParent);
    return height >= least ? OptionalLong.empty() : OptionalLong.of(least);
  }

  boolean allows(long height, OptionalLong highestParent) {
    return database.allows(height, highestParent);
  }

  boolean allowsInStore(Subtree part, long height, OptionalLong highestParent) {
    Optional<HeightStrategy> own = Optional.ofNullable(stores.get(part.name()));
    if (own.isPresent()) {
      return part.height().isPresent()
          && own.get().allows(part.height().getAsLong(), highestParent);
    }
    return part.height().equals(inherited(height, highestParent));
  }

  /** Whether a height is a time. */
  boolean isTime(String store) {
    return stores.getOrDefault(store, database) == HeightStrategy.TIMESTAMP;
  }
}
