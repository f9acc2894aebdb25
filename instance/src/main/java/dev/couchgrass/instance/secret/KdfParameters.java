package dev.couchgrass.instance.secret;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;

/**
 * What Argon2id is told of how hard to work.
 *
 * <p>The limits are checked before any work: who reads parameters that somebody else wrote neither
 * allocates more than {@link #MAX_MEMORY_KIB} for them, nor works for more than seconds.
 *
 * @param memoryKib the memory to fill, in KiB, {@link #MIN_MEMORY_KIB} to {@link #MAX_MEMORY_KIB}
 * @param passes how often it is filled, at least once; times the memory, at most {@link
 *     #MAX_WORK_KIB}
 * @param lanes in how many parts, 1 to {@link #MAX_LANES}; they are filled by one thread
 */
public record KdfParameters(int memoryKib, int passes, int lanes) {
  /** The least memory: 8 MiB. It keeps mistakes out; the defaults are what is recommended. */
  public static final int MIN_MEMORY_KIB = 8 * 1024;

  /** The most memory: 256 MiB. */
  public static final int MAX_MEMORY_KIB = 256 * 1024;

  /** The most memory times passes: 1 GiB, some 30 times the defaults. */
  public static final int MAX_WORK_KIB = 1024 * 1024;

  /** The most lanes. */
  public static final int MAX_LANES = 16;

  /** 19 MiB, twice, in one lane. */
  public static final KdfParameters DEFAULTS = new KdfParameters(19 * 1024, 2, 1);

  /**
   * @throws InvalidInputException if one of them is beyond its limits
   */
  public KdfParameters {
    // In this order the product can't overflow.
    boolean valid =
        isWithin(memoryKib, MIN_MEMORY_KIB, MAX_MEMORY_KIB)
            && isWithin(lanes, 1, MAX_LANES)
            && isWithin(passes, 1, MAX_WORK_KIB / memoryKib);
    if (!valid) {
      throw new InvalidInputException(
          Problem.BAD_REQUEST, "The key derivation's parameters are out of range");
    }
  }

  private static boolean isWithin(int value, int least, int most) {
    return value >= least && value <= most;
  }

  /** These with another memory. */
  public KdfParameters withMemoryKib(int memoryKib) {
    return new KdfParameters(memoryKib, passes, lanes);
  }

  /** These with another number of passes. */
  public KdfParameters withPasses(int passes) {
    return new KdfParameters(memoryKib, passes, lanes);
  }

  /** These with another number of lanes. */
  public KdfParameters withLanes(int lanes) {
    return new KdfParameters(memoryKib, passes, lanes);
  }
}
