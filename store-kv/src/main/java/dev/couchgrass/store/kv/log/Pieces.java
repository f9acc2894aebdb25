package dev.couchgrass.store.kv.log;

import java.util.Arrays;
import java.util.function.IntFunction;

/** Long values as several short ones, such as every engine takes. */
public final class Pieces {
  /** How much one value holds. */
  static final int BYTES = 64 * 1024;

  private Pieces() {}

  public static int count(long length) {
    return (int) ((length + BYTES - 1) / BYTES);
  }

  /**
   * @param keys of each piece
   */
  static void put(LogUnit unit, IntFunction<byte[]> keys, byte[] value) {
    for (int piece = 0; piece < count(value.length); piece++) {
      int from = piece * BYTES;
      int to = Math.min(value.length, from + BYTES);
      boolean whole = from == 0 && to == value.length;
      unit.put(keys.apply(piece), whole ? value : Arrays.copyOfRange(value, from, to));
    }
  }

  static void delete(LogUnit unit, IntFunction<byte[]> keys, long length) {
    for (int piece = 0; piece < count(length); piece++) {
      unit.delete(keys.apply(piece));
    }
  }

  /** A value that is there. */
  public static byte[] get(LogMoment moment, IntFunction<byte[]> keys, long length) {
    byte[] value = new byte[Math.toIntExact(length)];
    for (int piece = 0; piece < count(length); piece++) {
      int from = piece * BYTES;
      byte[] part = moment.get(keys.apply(piece)).orElseThrow(LogMoment::damaged);
      if (part.length != Math.min(BYTES, value.length - from)) {
        throw LogMoment.damaged();
      }
      if (part.length == value.length) {
        return part;
      }
      System.arraycopy(part, 0, value, from, part.length);
    }
    return value;
  }
}
