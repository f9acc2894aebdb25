package dev.couchgrass.store.chronicle.view;

import dev.couchgrass.store.chronicle.log.Place;
import java.util.Arrays;

/**
 * What the index keeps for a key, as bytes: a small value itself, the place of a larger one in the
 * log, or that the key was deleted.
 *
 * <p>The first byte says which, and whether the slot hides one in the layers beneath its own. The
 * number of the log file that the entry came from follows, so that compaction can tell whether an
 * entry of a file is still the newest of its key; then the value, or its offset and length.
 * Deletions end after the first byte. Numbers are little-endian base 128.
 */
public final class Slot {
  /**
   * Values up to this length are kept in the index as well as in the log. They hold what listings,
   * feeds and edits need of a document, but not its body.
   */
  public static final int LONGEST_INLINE = 128;

  private static final int KIND = 0x03;
  private static final int INLINE = 0;
  private static final int PLACED = 1;
  private static final int GONE = 2;
  private static final int HIDES = 0x04;

  private static final byte[] DELETED = {GONE | HIDES};

  private Slot() {}

  /** For a value that is short enough to be kept itself. */
  static byte[] inline(long file, byte[] value) {
    byte[] slot = new byte[1 + width(file) + value.length];
    slot[0] = INLINE;
    int at = putNumber(slot, 1, file);
    System.arraycopy(value, 0, slot, at, value.length);
    return slot;
  }

  /** For a value in the log. */
  public static byte[] placed(long file, long offset, int length) {
    byte[] slot = new byte[1 + width(file) + width(offset) + width(length)];
    slot[0] = PLACED;
    int at = putNumber(slot, 1, file);
    at = putNumber(slot, at, offset);
    putNumber(slot, at, length);
    return slot;
  }

  /** For a value of the log, wherever it belongs. */
  public static byte[] of(long file, long offset, byte[] value) {
    return value.length <= LONGEST_INLINE
        ? inline(file, value)
        : placed(file, offset, value.length);
  }

  /** For a key that was deleted, and is there in the layers beneath. */
  public static byte[] gone() {
    return DELETED;
  }

  /** Marks a new slot, which is not gone, as hiding one in the layers beneath; returns it. */
  public static byte[] hiding(byte[] slot) {
    slot[0] |= HIDES;
    return slot;
  }

  /** The slot as a tree keeps it, beneath which there is nothing to hide. */
  public static byte[] bottom(byte[] slot) {
    if (!hides(slot)) {
      return slot;
    }
    byte[] bottom = slot.clone();
    bottom[0] &= ~HIDES;
    return bottom;
  }

  /** Whether there is one for the same key in the layers beneath. */
  public static boolean hides(byte[] slot) {
    return (slot[0] & HIDES) != 0;
  }

  /** What the slot adds to the number of keys that the layers beneath have. */
  public static int weight(byte[] slot) {
    int there = isGone(slot) ? 0 : 1;
    return there - (hides(slot) ? 1 : 0);
  }

  /** Whether the key was deleted. */
  public static boolean isGone(byte[] slot) {
    return (slot[0] & KIND) == GONE;
  }

  /** Whether the value itself is here. */
  public static boolean isInline(byte[] slot) {
    return (slot[0] & KIND) == INLINE;
  }

  /** The value of a slot that holds it itself. */
  public static byte[] value(byte[] slot) {
    return Arrays.copyOfRange(slot, afterNumber(slot, 1), slot.length);
  }

  /** Where the value is of a slot that does not hold it itself. */
  public static Place place(byte[] slot) {
    int offset = afterNumber(slot, 1);
    int length = afterNumber(slot, offset);
    return new Place(number(slot, 1), number(slot, offset), Math.toIntExact(number(slot, length)));
  }

  /** The log file of an entry that is not gone. */
  public static long file(byte[] slot) {
    return number(slot, 1);
  }

  /** How long the value is of an entry that is not gone. */
  public static int length(byte[] slot) {
    int offset = afterNumber(slot, 1);
    return isInline(slot)
        ? slot.length - offset
        : Math.toIntExact(number(slot, afterNumber(slot, offset)));
  }

  private static int width(long number) {
    return (Long.SIZE - Long.numberOfLeadingZeros(number | 1) + 6) / 7;
  }

  /** Answers the position behind the number. */
  private static int putNumber(byte[] slot, int at, long number) {
    int next = at;
    long rest = number;
    while (rest > 0x7f) {
      slot[next++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    slot[next++] = (byte) rest;
    return next;
  }

  private static long number(byte[] slot, int at) {
    long number = 0;
    int shift = 0;
    int next = at;
    while (slot[next] < 0) {
      number |= (slot[next++] & 0x7fL) << shift;
      shift += 7;
    }
    return number | (long) slot[next] << shift;
  }

  private static int afterNumber(byte[] slot, int at) {
    int next = at;
    while (slot[next] < 0) {
      next++;
    }
    return next + 1;
  }
}
