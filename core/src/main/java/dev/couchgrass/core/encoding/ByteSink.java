package dev.couchgrass.core.encoding;

import java.security.MessageDigest;
import java.util.Arrays;

/** A byte array that grows; not for use by two threads at once. */
public final class ByteSink {
  private byte[] bytes;
  private int size;

  public ByteSink(int capacity) {
    bytes = new byte[Math.max(capacity, 16)];
  }

  /** Makes room for {@code count} more bytes. */
  private void reserve(int count) {
    int needed = Math.addExact(size, count);
    if (needed > bytes.length) {
      int doubled = (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8);
      bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
    }
  }

  /** Appends the low eight bits of {@code value}. */
  public void put(int value) {
    if (size == bytes.length) {
      reserve(1);
    }
    bytes[size++] = (byte) value;
  }

  /** Appends {@code value} in two bytes, big-endian. */
  public void putShort(int value) {
    reserve(2);
    bytes[size++] = (byte) (value >>> 8);
    bytes[size++] = (byte) value;
  }

  /** Appends {@code value} in four bytes, big-endian. */
  public void putInt(int value) {
    reserve(4);
    size += 4;
    setInt(size - 4, value);
  }

  /** Appends a part of {@code source}. */
  public void put(byte[] source, int offset, int length) {
    reserve(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  /** Appends all of {@code source}. */
  public void put(byte[] source) {
    put(source, 0, source.length);
  }

  /** The byte at {@code position}. */
  public byte get(int position) {
    return bytes[position];
  }

  /** Replaces the byte at {@code position}. */
  public void set(int position, int value) {
    bytes[position] = (byte) value;
  }

  /** Replaces the four bytes from {@code position}, big-endian. */
  public void setInt(int position, int value) {
    bytes[position] = (byte) (value >>> 24);
    bytes[position + 1] = (byte) (value >>> 16);
    bytes[position + 2] = (byte) (value >>> 8);
    bytes[position + 3] = (byte) value;
  }

  /** Moves {@code length} bytes within what is written; the ranges may overlap. */
  public void move(int from, int to, int length) {
    System.arraycopy(bytes, from, bytes, to, length);
  }

  /** How many bytes are written. */
  public int size() {
    return size;
  }

  /** Forgets everything from {@code newSize} on. */
  public void truncate(int newSize) {
    size = newSize;
  }

  /** The array behind this, which the next append may replace. */
  public byte[] array() {
    return bytes;
  }

  /** A copy of what is written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Feeds what is written to {@code digest}. */
  public void feed(MessageDigest digest) {
    digest.update(bytes, 0, size);
  }
}
