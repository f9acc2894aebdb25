package dev.couchgrass.core.cbor;

/** What the names of each map that is open have to be, beside the names before. */
sealed interface NameRule permits NameOrder, NamesOnce {
  /** A map or a list begins. */
  void enter();

  /** The innermost map or list ends. */
  void leave();

  /**
   * Requires a name of the innermost map to be right.
   *
   * @param start where its head begins
   * @param end where it ends
   * @throws InvalidCborException if it is not
   */
  void require(int start, int end);
}
