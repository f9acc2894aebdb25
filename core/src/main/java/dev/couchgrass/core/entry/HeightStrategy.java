package dev.couchgrass.core.entry;

import java.util.OptionalLong;

/**
 * How heights are given. Entries are merged in the order of heights, so this decides who is later.
 */
public enum HeightStrategy {
  /** 0, or one more than the highest parent: a longer branch is later than a shorter one. */
  INCREMENTAL("incremental") {
    @Override
    long next(OptionalLong highestParent, long nowMillis) {
      return least(highestParent);
    }

    @Override
    boolean allows(long height, OptionalLong highestParent) {
      return height == least(highestParent);
    }
  },
  /** The time in milliseconds, or one more than the highest parent if that is higher. */
  TIMESTAMP("timestamp") {
    @Override
    long next(OptionalLong highestParent, long nowMillis) {
      return Math.max(nowMillis, least(highestParent));
    }

    @Override
    boolean allows(long height, OptionalLong highestParent) {
      return height >= least(highestParent);
    }
  };

  private final String setting;

  HeightStrategy(String setting) {
    this.setting = setting;
  }

  /** The word for it in a database's settings. */
  public String setting() {
    return setting;
  }

  /** The height of a new entry. */
  abstract long next(OptionalLong highestParent, long nowMillis);

  /** Whether an entry may have a height, at any time. */
  abstract boolean allows(long height, OptionalLong highestParent);

  /** The lowest height that comes after the parents. */
  static long least(OptionalLong highestParent) {
    return highestParent.isPresent() ? highestParent.getAsLong() + 1 : 0;
  }
}
