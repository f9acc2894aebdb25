package dev.couchgrass.core.entry;

/**
 * How large an entry may be, in each respect.
 *
 * <p>No options: what one replica refused, another would have to refuse as well, or they differ for
 * good.
 */
public final class EntryLimits {
  /** An entry, in bytes: 1 MiB. */
  public static final int MAX_BYTES = 1 << 20;

  /**
   * The parents of an entry, those that it has in one store, and the settings tips that it pins.
   */
  public static final int MAX_IDS = 1_024;

  /** The stores that an entry takes part in. */
  public static final int MAX_SUBTREES = 256;

  /** A store's name, and a key's, in bytes of UTF-8. */
  public static final int MAX_NAME_BYTES = 255;

  /** The steps of a delegation. */
  public static final int MAX_STEPS = 10;

  /** The tips that a step of a delegation names. */
  public static final int MAX_STEP_TIPS = 64;

  /** A height: the greatest integer that every language counts to without a gap. */
  public static final long MAX_HEIGHT = (1L << 53) - 1;

  /** How deep lists and maps stand within each other, at most: those of a delegation's tips. */
  static final int MAX_DEPTH = 8;

  private EntryLimits() {}
}
