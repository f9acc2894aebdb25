package dev.couchgrass.instance.history;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How entries are judged.
 *
 * @param clock tells heights that are times
 * @param maxSkew how far ahead the clocks of others may be
 * @param maxUnverified how many entries of a database are kept that can't be verified yet
 * @param maxUnverifiedBytes how large these are together
 * @param delegates finds the settings of other databases
 */
public record Terms(
    InstantSource clock,
    Duration maxSkew,
    int maxUnverified,
    long maxUnverifiedBytes,
    Delegates delegates) {
  public Terms {
    if (maxSkew.isNegative()) {
      throw new IllegalArgumentException("A skew is not negative");
    }
    if (maxUnverified < 0 || maxUnverifiedBytes < 0) {
      throw new IllegalArgumentException("A limit is not negative");
    }
  }
}
