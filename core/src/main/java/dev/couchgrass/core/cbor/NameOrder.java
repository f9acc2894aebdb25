package dev.couchgrass.core.cbor;

import java.util.Arrays;

/** The last name of each map that is open, by where it stands: names must go up. */
final class NameOrder implements NameRule {
  private final byte[] in;
  private int[] from = new int[8];
  private int[] to = new int[8];
  private int depth;

  NameOrder(byte[] in) {
    this.in = in;
  }

  @Override
  public void enter() {
    if (depth == from.length) {
      from = Arrays.copyOf(from, 2 * depth);
      to = Arrays.copyOf(to, 2 * depth);
    }
    // Before every name: nothing at all.
    from[depth] = 0;
    to[depth++] = 0;
  }

  @Override
  public void leave() {
    depth--;
  }

  /**
   * Requires that a name comes after the last one. They are compared with their heads, which hold
   * their lengths, so that a shorter one comes first.
   */
  @Override
  public void require(int start, int end) {
    int map = depth - 1;
    int order = Arrays.compareUnsigned(in, from[map], to[map], in, start, end);
    if (order == 0) {
      throw new InvalidCborException(CborFlaw.NAME_TWICE, start);
    }
    if (order > 0) {
      throw new InvalidCborException(CborFlaw.NAMES_NOT_SORTED, start);
    }
    from[map] = start;
    to[map] = end;
  }
}
