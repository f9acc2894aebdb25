package dev.couchgrass.core.json;

/**
 * How deep and how long JSON may be.
 *
 * @param maxDepth how many objects and arrays may stand within each other, 1 to 2,000
 * @param maxNumberLength how many characters a number may have, 1 to 100,000
 */
public record JsonLimits(int maxDepth, int maxNumberLength) {
  /** 1,000 levels, numbers of 1,000 characters. */
  public static final JsonLimits DEFAULTS = new JsonLimits(1_000, 1_000);

  // Reading recurses, and reading a long integer takes quadratic time.
  private static final int HIGHEST_DEPTH = 2_000;
  private static final int HIGHEST_NUMBER_LENGTH = 100_000;

  /** For bytes that were read once already, under limits that may have been others. */
  static final JsonLimits HIGHEST = new JsonLimits(HIGHEST_DEPTH, HIGHEST_NUMBER_LENGTH);

  public JsonLimits {
    if (maxDepth < 1 || maxDepth > HIGHEST_DEPTH) {
      throw new IllegalArgumentException("maxDepth must be 1 to 2,000");
    }
    if (maxNumberLength < 1 || maxNumberLength > HIGHEST_NUMBER_LENGTH) {
      throw new IllegalArgumentException("maxNumberLength must be 1 to 100,000");
    }
  }

  public JsonLimits withMaxDepth(int levels) {
    return new JsonLimits(levels, maxNumberLength);
  }

  public JsonLimits withMaxNumberLength(int characters) {
    return new JsonLimits(maxDepth, characters);
  }
}
