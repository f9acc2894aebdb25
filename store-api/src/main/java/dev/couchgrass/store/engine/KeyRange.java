package dev.couchgrass.store.engine;

import java.util.Arrays;
import java.util.Objects;

/**
 * The keys from one (included) to another (not included). Empty if {@code to} is not above {@code
 * from}.
 */
public record KeyRange(byte[] from, byte[] to) {
  public KeyRange {
    Objects.requireNonNull(from);
    Objects.requireNonNull(to);
  }

  /**
   * Every key that begins with the prefix.
   *
   * @throws IllegalArgumentException if no key can follow them all: an empty prefix, or only 0xff
   */
  public static KeyRange prefix(byte[] prefix) {
    return new KeyRange(prefix, after(prefix));
  }

  private static byte[] after(byte[] prefix) {
    for (int i = prefix.length - 1; i >= 0; i--) {
      if (prefix[i] != (byte) 0xff) {
        byte[] next = Arrays.copyOf(prefix, i + 1);
        next[i]++;
        return next;
      }
    }
    throw new IllegalArgumentException("A prefix needs a byte below 0xff");
  }

  /** Whether the key lies in the range. */
  public boolean contains(byte[] key) {
    return Arrays.compareUnsigned(from, key) <= 0 && Arrays.compareUnsigned(key, to) < 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyRange that
        && Arrays.equals(from, that.from)
        && Arrays.equals(to, that.to);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(from) + Arrays.hashCode(to);
  }
}
