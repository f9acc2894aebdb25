package dev.couchgrass.cli.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A stream that keeps the bytes that were read from it, until they are forgotten. */
final class RecordedInput extends InputStream {
  private static final int FIRST_CAPACITY = 32_768;

  private final InputStream source;
  private byte[] kept = new byte[FIRST_CAPACITY];
  private int start;
  private int end;

  /** Where in the stream {@code kept[start]} came from. */
  private long position;

  RecordedInput(InputStream source) {
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = source.read(target, offset, length);
    if (count > 0) {
      makeRoom(count);
      System.arraycopy(target, offset, kept, end, count);
      end += count;
    }
    return count;
  }

  private void makeRoom(int count) throws IOException {
    if (kept.length - end >= count) {
      return;
    }
    int length = end - start;
    if (length > Integer.MAX_VALUE / 2 - count) {
      throw new IOException("An object is larger than 1 GiB");
    }
    byte[] target = kept.length - length >= count * 2 ? kept : new byte[(length + count) * 2];
    System.arraycopy(kept, start, target, 0, length);
    kept = target;
    start = 0;
    end = length;
  }

  /** The bytes from one position in the stream to another; none of them may be forgotten. */
  byte[] slice(long from, long to) {
    int first = start + Math.toIntExact(from - position);
    return Arrays.copyOfRange(kept, first, first + Math.toIntExact(to - from));
  }

  /** Frees what came before a position. */
  void forget(long before) {
    int count = Math.toIntExact(before - position);
    start += count;
    position = before;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
