package dev.couchgrass.store.chronicle.sort;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Entries that ascend by their keys, each key once. Stands before the first one. An entry is the
 * length of its key and that of its value in two bytes each, the key, and the value; a value
 * without bytes says that the key was deleted.
 */
abstract class SortedRun {
  /** What an entry has beside its key and value. */
  static final int HEADER_BYTES = 4;

  private byte[] bytes = {};
  private int keyFrom;
  private int valueFrom;
  private int end;

  /** Steps to the next entry; false if there is none. */
  abstract boolean next() throws IOException;

  /** Stands on an entry, which begins there. */
  final void enter(byte[] entries, int at) {
    bytes = entries;
    keyFrom = at + HEADER_BYTES;
    valueFrom = keyFrom + keyLength(entries, at);
    end = at + entryLength(entries, at);
  }

  final byte[] key() {
    return Arrays.copyOfRange(bytes, keyFrom, valueFrom);
  }

  final byte[] value() {
    return Arrays.copyOfRange(bytes, valueFrom, end);
  }

  /** How long the entry is as a whole. */
  final int length() {
    return HEADER_BYTES + end - keyFrom;
  }

  /** Copies the entry as a whole. */
  final void copyTo(byte[] to, int at) {
    System.arraycopy(bytes, keyFrom - HEADER_BYTES, to, at, length());
  }

  final boolean deletes() {
    return valueFrom == end;
  }

  final int compareKey(SortedRun other) {
    return Arrays.compareUnsigned(
        bytes, keyFrom, valueFrom, other.bytes, other.keyFrom, other.valueFrom);
  }

  final boolean keyIs(byte[] key) {
    return Arrays.equals(bytes, keyFrom, valueFrom, key, 0, key.length);
  }

  static int keyLength(byte[] entries, int at) {
    return length(entries, at);
  }

  /** How long an entry is, its lengths included. */
  static int entryLength(byte[] entries, int at) {
    return HEADER_BYTES + length(entries, at) + length(entries, at + Short.BYTES);
  }

  private static int length(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  /** Writes an entry's lengths, and returns the index behind them. */
  static int putHeader(byte[] to, int at, int keyLength, int valueLength) {
    ByteBuffer.wrap(to, at, HEADER_BYTES).putShort((short) keyLength).putShort((short) valueLength);
    return at + HEADER_BYTES;
  }
}
