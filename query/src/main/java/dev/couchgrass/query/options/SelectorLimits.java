package dev.couchgrass.query.options;

/**
 * How large a selector may be.
 *
 * @param maxBytes of its text, 2 to 100,000,000
 * @param maxDepth how many objects and arrays may stand within each other, 1 to 1,000
 * @param maxPatternSteps into how many steps a regular expression may translate, 1 to 2,000: about
 *     one for each character, but {@code a{1000}} is a thousand. More may need more stack than a
 *     thread has
 */
public record SelectorLimits(int maxBytes, int maxDepth, int maxPatternSteps) {
  /** 1 MiB, 100 levels, 2,000 steps. */
  public static final SelectorLimits DEFAULTS = new SelectorLimits(1 << 20, 100, 2_000);

  public SelectorLimits {
    requireWithin("maxBytes", maxBytes, 2, 100_000_000);
    requireWithin("maxDepth", maxDepth, 1, 1_000);
    requireWithin("maxPatternSteps", maxPatternSteps, 1, 2_000);
  }

  private static void requireWithin(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(name + " must be " + least + " to " + most);
    }
  }

  public SelectorLimits withMaxBytes(int bytes) {
    return new SelectorLimits(bytes, maxDepth, maxPatternSteps);
  }

  public SelectorLimits withMaxDepth(int levels) {
    return new SelectorLimits(maxBytes, levels, maxPatternSteps);
  }

  public SelectorLimits withMaxPatternSteps(int steps) {
    return new SelectorLimits(maxBytes, maxDepth, steps);
  }
}
