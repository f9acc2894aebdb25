package dev.couchgrass.store.operation;

/**
 * How much one page holds at most. If there is anything, a page has at least one row, whatever its
 * size.
 *
 * @param rows how many
 * @param bytes of headers and bodies
 */
public record PageLimit(int rows, long bytes) {
  /** The most rows that one page has. */
  public static final int MAX_ROWS = 10_000;

  /** 1,000 rows of 4 MiB in all. */
  public static final PageLimit DEFAULT = new PageLimit(1_000, 4L << 20);

  /**
   * @throws IllegalArgumentException if a number is below 1, or there are more than {@link
   *     #MAX_ROWS} rows
   */
  public PageLimit {
    if (rows < 1 || rows > MAX_ROWS || bytes < 1) {
      throw new IllegalArgumentException("A page has 1 to 10,000 rows");
    }
  }

  /** The same, but with so many rows. */
  public PageLimit withRows(int count) {
    return new PageLimit(count, bytes);
  }

  /** The same, but of so many bytes. */
  public PageLimit withBytes(long count) {
    return new PageLimit(rows, count);
  }
}
