package dev.couchgrass.store.chronicle.log;

import dev.couchgrass.store.chronicle.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Slides over a stretch of a file from piece to piece, each of any length. Holds the current piece
 * and some of what follows.
 */
final class FileWindow {
  private static final int BUFFER = 256 << 10;

  private final DiskFile file;
  private final long to;
  private byte[] buffer;

  /** The buffer's first byte, in the file. */
  private long base;

  private int filled;
  private int start;
  private int next;

  FileWindow(DiskFile file, long from, long to) {
    this.file = file;
    this.base = from;
    this.to = to;
    buffer = new byte[(int) Math.max(0, Math.min(BUFFER, to - from))];
  }

  boolean atEnd() {
    return end() == to;
  }

  /**
   * Brings the next bytes into the buffer, from {@link #next} on. The current piece may go. False
   * if there are not so many.
   */
  boolean fill(int length) throws IOException {
    if (filled - next >= length) {
      return true;
    }
    if (to - end() < length) {
      return false;
    }
    byte[] target = length > buffer.length ? new byte[length] : buffer;
    System.arraycopy(buffer, next, target, 0, filled - next);
    buffer = target;
    filled -= next;
    base += next;
    next = 0;
    start = 0;
    int most = (int) Math.min(buffer.length, to - base);
    filled += file.read(ByteBuffer.wrap(buffer, filled, most - filled), base + filled);
    return filled >= length;
  }

  /** Makes the next bytes, which were filled, the current piece. */
  void step(int length) {
    start = next;
    next += length;
  }

  byte[] bytes() {
    return buffer;
  }

  /** Where the current piece begins in the buffer. */
  int start() {
    return start;
  }

  /** Where it ends in the buffer. */
  int next() {
    return next;
  }

  /** Where it ends in the file; before the first, where reading began. */
  long end() {
    return base + next;
  }

  /** Where an index of the buffer is in the file. */
  long offset(int index) {
    return base + index;
  }
}
