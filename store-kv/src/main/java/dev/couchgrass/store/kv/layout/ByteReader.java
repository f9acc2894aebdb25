package dev.couchgrass.store.kv.layout;

import dev.couchgrass.core.revision.RevisionId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes a record apart that {@link ByteWriter} put together. */
public final class ByteReader {
  private final byte[] bytes;
  private int position;

  public ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  public int octet() {
    if (position >= bytes.length) {
      throw damaged();
    }
    return bytes[position++] & 0xff;
  }

  public long number() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int octet = octet();
      value |= (octet & 0x7fL) << shift;
      if (octet < 0x80) {
        return value;
      }
    }
    throw damaged();
  }

  /** A number of things that follow, at least one byte each. */
  public int count() {
    long count = number();
    if (count < 0 || count > bytes.length - position) {
      throw damaged();
    }
    return (int) count;
  }

  public byte[] bytes() {
    int length = count();
    byte[] value = Arrays.copyOfRange(bytes, position, position + length);
    position += length;
    return value;
  }

  /** So many bytes, without a length before them. */
  public byte[] octets(int length) {
    if (length > bytes.length - position) {
      throw damaged();
    }
    byte[] value = Arrays.copyOfRange(bytes, position, position + length);
    position += length;
    return value;
  }

  public String text() {
    int length = count();
    String value = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return value;
  }

  RevisionId revision() {
    long generation = number();
    int length = count();
    int from = position;
    position += length;
    return RevisionId.of(generation, bytes, from, position);
  }

  public byte[] rest() {
    byte[] value = Arrays.copyOfRange(bytes, position, bytes.length);
    position = bytes.length;
    return value;
  }

  int position() {
    return position;
  }

  /** Whether nothing is left. */
  boolean ended() {
    return position == bytes.length;
  }

  private static IllegalStateException damaged() {
    return new IllegalStateException("A record in the engine is damaged");
  }
}
