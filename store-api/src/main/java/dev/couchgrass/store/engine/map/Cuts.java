package dev.couchgrass.store.engine.map;

import dev.couchgrass.store.engine.tree.Growth;
import java.util.Arrays;

/** Decides how wide nodes are: where one that outgrew its width is cut, and which are joined. */
final class Cuts {
  /** Narrower nodes make deeper trees and take more memory, wider ones are dearer to copy. */
  static final int WIDTH = 64;

  /** Joining only well below the width keeps a node from being cut and joined in turns. */
  private static final int JOINED_WIDTH = WIDTH * 3 / 4;

  private Cuts() {}

  /** Whether two neighbours ought to be one. */
  static boolean fit(int left, int right) {
    return left + right <= JOINED_WIDTH;
  }

  /**
   * Where the pieces end that a node of this width is cut into, the last end included.
   *
   * <p>Where something grew in one place, more is likely to come right behind it (or, at the very
   * front, before it): the pieces that will not grow again are left full.
   */
  static int[] ends(int width, Growth growth) {
    if (width <= WIDTH) {
      return new int[] {width};
    }
    if (!growth.inOnePlaceOf(width)) {
      return even(width);
    }
    if (growth.end() == width) {
      return full(width);
    }
    if (growth.start() == 0) {
      return fullFromTheBack(width);
    }
    return behind(width, growth.end());
  }

  private static int[] even(int width) {
    int[] ends = new int[pieces(width)];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = (int) ((long) width * (i + 1) / ends.length);
    }
    return ends;
  }

  /** Full pieces and one with what remains. */
  private static int[] full(int width) {
    int[] ends = new int[pieces(width)];
    for (int i = 0; i < ends.length - 1; i++) {
      ends[i] = (i + 1) * WIDTH;
    }
    ends[ends.length - 1] = width;
    return ends;
  }

  private static int[] fullFromTheBack(int width) {
    int[] ends = new int[pieces(width)];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = width - (ends.length - 1 - i) * WIDTH;
    }
    return ends;
  }

  /**
   * Full pieces, and a cut right behind what grew, so that the next to come find a piece of their
   * own to fill, and not one that they share with whatever follows. Even random keys, for which the
   * place says nothing, leave nodes as full as halving them would: small pieces join neighbours.
   */
  private static int[] behind(int width, int grown) {
    int[] ends = new int[grown / WIDTH + 2];
    int size = 0;
    for (int end = WIDTH; end <= grown; end += WIDTH) {
      ends[size++] = end;
    }
    if (width - size * WIDTH > WIDTH) {
      ends[size++] = grown;
    }
    ends[size++] = width;
    return Arrays.copyOf(ends, size);
  }

  private static int pieces(int width) {
    return (width + WIDTH - 1) / WIDTH;
  }
}
