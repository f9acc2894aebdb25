package dev.couchgrass.store.chronicle.tree;

import dev.couchgrass.store.engine.tree.Growth;
import java.util.Arrays;

/** Decides how long pages are: where one that outgrew its length is cut, and which are joined. */
final class Cuts {
  /**
   * What a page aims at, in bytes. A page of few long entries may be longer, and one of an even
   * cut, up to what is tolerated.
   */
  static final int PAGE_BYTES = 4096;

  /** An even cut that misses by little is better than one that leaves a crumb. */
  private static final int TOLERATED_BYTES = PAGE_BYTES * 5 / 4;

  /** Joining only well below the length keeps a page from being cut and joined in turns. */
  private static final int JOINED_BYTES = PAGE_BYTES * 3 / 4;

  /** A neighbour that is not at hand is worth reading if the page itself is this short. */
  private static final int SMALL_BYTES = PAGE_BYTES / 2;

  private Cuts() {}

  /** Whether a page is so short that its neighbours are to be looked at. */
  static boolean isSmall(Page page) {
    return page.length() <= SMALL_BYTES;
  }

  /** Whether two neighbours ought to be one. */
  static boolean fit(Page left, Page right) {
    return left.length() + right.length() <= JOINED_BYTES;
  }

  /**
   * Where the pages end that a draft is cut into, the last end included.
   *
   * <p>Where something grew in one place, more is likely to come right behind it (or, at the very
   * front, before it): the pages that will not grow again are left full.
   */
  static int[] ends(Draft draft, Growth growth) {
    int size = draft.size();
    if (draft.bytes(0, size) <= PAGE_BYTES || size <= least(draft)) {
      return new int[] {size};
    }
    if (!growth.inOnePlaceOf(size)) {
      return even(draft);
    }
    if (growth.end() == size) {
      return full(draft, 0, size);
    }
    return growth.start() == 0 ? fullFromTheBack(draft) : behind(draft, growth.end());
  }

  /** Where a page ends that begins there and is as full as can be; there, if nothing follows. */
  static int fullEnd(Draft draft, int from, int to) {
    if (from == to) {
      return from;
    }
    byte[] first = draft.key(from);
    int prefix = first.length;
    int remainders = 0;
    int end = from;
    while (end < to) {
      prefix = Math.min(prefix, Draft.commonPrefix(first, draft.key(end)));
      remainders += draft.bytesOf(end);
      int bytes =
          Page.HEADER_BYTES + Page.END_BYTES + prefix + remainders - prefix * (end + 1 - from);
      if (bytes > PAGE_BYTES && end - from >= least(draft)) {
        break;
      }
      end++;
    }
    return end;
  }

  /** Full pages and one with what remains. */
  private static int[] full(Draft draft, int from, int to) {
    int[] ends = new int[4];
    int size = 0;
    for (int end = from; end < to; size++) {
      end = fullEnd(draft, end, to);
      if (size == ends.length) {
        ends = Arrays.copyOf(ends, size * 2);
      }
      ends[size] = end;
    }
    return Arrays.copyOf(ends, size);
  }

  /** One page with what remains, and full ones. */
  private static int[] fullFromTheBack(Draft draft) {
    int[] ends = new int[draft.size()];
    int size = 0;
    int start = draft.size();
    while (start > 0) {
      ends[size++] = start;
      start = fullStart(draft, start);
    }
    int[] ascending = new int[size];
    for (int i = 0; i < size; i++) {
      ascending[i] = ends[size - 1 - i];
    }
    return ascending;
  }

  private static int fullStart(Draft draft, int to) {
    byte[] last = draft.key(to - 1);
    int prefix = last.length;
    int remainders = 0;
    int start = to;
    while (start > 0) {
      prefix = Math.min(prefix, Draft.commonPrefix(draft.key(start - 1), last));
      remainders += draft.bytesOf(start - 1);
      int bytes =
          Page.HEADER_BYTES + Page.END_BYTES + prefix + remainders - prefix * (to + 1 - start);
      if (bytes > PAGE_BYTES && to - start >= least(draft)) {
        break;
      }
      start--;
    }
    return start;
  }

  /**
   * Full pages, and a cut right behind what grew, so that the next to come find a page of their own
   * to fill, and not one that they share with whatever follows. Even random keys, for which the
   * place says nothing, leave pages as full as halving them would: small pages join neighbours.
   */
  private static int[] behind(Draft draft, int grown) {
    int[] before = full(draft, 0, grown);
    int begun = before.length > 1 ? before[before.length - 2] : 0;
    int size = draft.size();
    if (draft.bytes(begun, size) <= PAGE_BYTES || grown - begun < least(draft)) {
      int[] rest = full(draft, begun, size);
      return concat(before, before.length - 1, rest);
    }
    return concat(before, before.length, full(draft, grown, size));
  }

  /** As many pages as full ones would be, all about as long. */
  private static int[] even(Draft draft) {
    int size = draft.size();
    int prefix = draft.commonPrefix(0, size);
    int pieces = full(draft, 0, size).length;
    long total = 0;
    for (int i = 0; i < size; i++) {
      total += draft.bytesOf(i) - prefix;
    }
    int[] ends = new int[pieces];
    int cuts = 0;
    int begun = 0;
    long bytes = 0;
    for (int i = 0; i < size && cuts < pieces - 1; i++) {
      bytes += draft.bytesOf(i) - prefix;
      if (bytes * pieces >= total * (cuts + 1) && i + 1 - begun >= least(draft) && i + 1 < size) {
        begun = i + 1;
        ends[cuts++] = begun;
      }
    }
    ends[cuts++] = size;
    return fitting(draft, Arrays.copyOf(ends, cuts));
  }

  /** Keys may share less in one piece than in others, which makes it longer. */
  private static int[] fitting(Draft draft, int[] ends) {
    int[] fitting = {};
    int from = 0;
    for (int to : ends) {
      int[] piece =
          draft.bytes(from, to) <= TOLERATED_BYTES ? new int[] {to} : full(draft, from, to);
      fitting = concat(fitting, fitting.length, piece);
      from = to;
    }
    return fitting;
  }

  /** A page above others has two at least, so that every level is narrower than the one below. */
  private static int least(Draft draft) {
    return draft.height() == 0 ? 1 : 2;
  }

  private static int[] concat(int[] first, int count, int[] second) {
    int[] all = Arrays.copyOf(first, count + second.length);
    System.arraycopy(second, 0, all, count, second.length);
    return all;
  }
}
