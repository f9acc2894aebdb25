package dev.couchgrass.core.revision;

import java.util.Arrays;

/**
 * Many digests in one array.
 *
 * <p>Nearly always each has 16 bytes; then {@code ends} is empty and a digest's place is computed.
 */
final class Digests {
  static final int USUAL_LENGTH = 16;
  private static final int[] COMPUTED = {};

  private final byte[] bytes;
  private final int[] ends;

  private Digests(byte[] bytes, int[] ends) {
    this.bytes = bytes;
    this.ends = ends;
  }

  private int start(int index) {
    if (ends.length == 0) {
      return index * USUAL_LENGTH;
    }
    return index == 0 ? 0 : ends[index - 1];
  }

  private int end(int index) {
    return ends.length == 0 ? (index + 1) * USUAL_LENGTH : ends[index];
  }

  int length(int index) {
    return end(index) - start(index);
  }

  byte[] copy(int index) {
    return Arrays.copyOfRange(bytes, start(index), end(index));
  }

  void copyTo(int index, byte[] target, int offset) {
    System.arraycopy(bytes, start(index), target, offset, length(index));
  }

  boolean matches(int index, byte[] digest) {
    return Arrays.equals(bytes, start(index), end(index), digest, 0, digest.length);
  }

  int compare(int index, Digests other, int otherIndex) {
    return Arrays.compareUnsigned(
        bytes,
        start(index),
        end(index),
        other.bytes,
        other.start(otherIndex),
        other.end(otherIndex));
  }

  /** The first {@code count} digests; of the usual form if the unusual ones were among the rest. */
  Digests first(int count) {
    Builder first = new Builder(count);
    first.addAll(this, count);
    return first.build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Digests that
        && Arrays.equals(bytes, that.bytes)
        && Arrays.equals(ends, that.ends);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Collects digests in order. */
  static final class Builder {
    private byte[] bytes;
    private int[] ends;
    private int count;
    private int used;
    private boolean usual = true;

    Builder(int expected) {
      bytes = new byte[expected * USUAL_LENGTH];
      ends = COMPUTED;
    }

    void add(byte[] source, int offset, int length) {
      makeRoom(length);
      System.arraycopy(source, offset, bytes, used, length);
      used += length;
      if (usual && length != USUAL_LENGTH) {
        usual = false;
        ends = new int[Math.max(16, count * 2)];
        Arrays.setAll(ends, i -> (i + 1) * USUAL_LENGTH);
      }
      if (!usual) {
        if (count == ends.length) {
          ends = Arrays.copyOf(ends, count * 2);
        }
        ends[count] = used;
      }
      count++;
    }

    void add(Digests source, int index) {
      add(source.bytes, source.start(index), source.length(index));
    }

    /** Adds the first {@code number} digests of a source. */
    void addAll(Digests source, int number) {
      if (usual && source.ends.length == 0) {
        int length = number * USUAL_LENGTH;
        makeRoom(length);
        System.arraycopy(source.bytes, 0, bytes, used, length);
        used += length;
        count += number;
        return;
      }
      for (int i = 0; i < number; i++) {
        add(source, i);
      }
    }

    private void makeRoom(int length) {
      if (used + length > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(used + length, bytes.length + bytes.length / 2));
      }
    }

    /** What was collected; the builder must not be used any more. */
    Digests build() {
      byte[] exact = used == bytes.length ? bytes : Arrays.copyOf(bytes, used);
      return new Digests(exact, usual ? COMPUTED : Arrays.copyOf(ends, count));
    }
  }
}
