package dev.couchgrass.store.kv.layout;

import dev.couchgrass.core.revision.RevisionId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts a record together: variable-length integers, and bytes behind their length. */
public final class ByteWriter {
  private byte[] bytes;
  private int length;

  public ByteWriter(int capacity) {
    bytes = new byte[capacity];
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }

  public ByteWriter octet(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
    return this;
  }

  /** Seven bits a byte, lowest first, for numbers that are not negative. */
  public ByteWriter number(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[length++] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
    return this;
  }

  public ByteWriter bytes(byte[] value) {
    return number(value.length).rest(value);
  }

  public ByteWriter text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  ByteWriter revision(RevisionId revision) {
    return number(revision.generation()).bytes(revision.digestBytes());
  }

  /** The record's last part, without a length of its own. */
  public ByteWriter rest(byte[] value) {
    reserve(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
    return this;
  }

  public byte[] toBytes() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }
}
