package dev.couchgrass.store.chronicle.log;

import java.util.Arrays;

/**
 * Walks over encoded entries. An entry is the length of its key, the length of its value and one
 * more (0 stands for a deletion), the key, the value, and in segments the checksum of both.
 */
final class Entries {
  private final int trailer;
  private byte[] bytes = new byte[0];
  private int next;
  private int end;
  private int start;
  private int keyFrom;
  private int keyLength;
  private int valueFrom;
  private int valueLength;

  /** Reads entries whose values are followed by that many bytes. */
  Entries(int trailer) {
    this.trailer = trailer;
  }

  void reset(byte[] buffer, int from, int to) {
    bytes = buffer;
    next = from;
    end = to;
  }

  /** Steps to the next entry; false if there is none. Checks every length against the end. */
  boolean next() throws MalformedException {
    if (next == end) {
      return false;
    }
    start = next;
    keyLength = varint();
    valueLength = varint() - 1;
    keyFrom = next;
    if (keyLength < 1 || keyLength > end - next) {
      throw new MalformedException();
    }
    next += keyLength;
    valueFrom = next;
    if (valueLength >= 0) {
      if (valueLength > end - next - trailer) {
        throw new MalformedException();
      }
      next += valueLength + trailer;
    }
    return true;
  }

  private int varint() throws MalformedException {
    int value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      if (next == end) {
        throw new MalformedException();
      }
      byte group = bytes[next++];
      value |= (group & 0x7f) << shift;
      if (group >= 0) {
        if (value < 0) {
          throw new MalformedException();
        }
        return value;
      }
    }
    throw new MalformedException();
  }

  /** Where the entry begins in the buffer. */
  int start() {
    return start;
  }

  byte[] key() {
    return Arrays.copyOfRange(bytes, keyFrom, keyFrom + keyLength);
  }

  boolean keyIs(byte[] key) {
    return Arrays.equals(bytes, keyFrom, keyFrom + keyLength, key, 0, key.length);
  }

  int keyLength() {
    return keyLength;
  }

  /** -1 if the entry is a deletion. */
  int valueLength() {
    return valueLength;
  }

  /** Where the value begins in the buffer. */
  int valueFrom() {
    return valueFrom;
  }

  byte[] value() {
    return Arrays.copyOfRange(bytes, valueFrom, valueFrom + valueLength);
  }

  /** Bytes that passed their checksum are no entries: a fault of whoever wrote them. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException() {
      super("Not an entry", null, false, false);
    }
  }
}
