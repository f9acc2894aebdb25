package dev.couchgrass.store.kv.log;

/** What callers may ask for at once. */
final class Limits {
  private Limits() {}

  /**
   * @throws IllegalArgumentException if a count is out of its bounds
   */
  static void require(int count, int least, int most) {
    if (count < least || count > most) {
      throw new IllegalArgumentException("Too many, or none, for one call");
    }
  }
}
