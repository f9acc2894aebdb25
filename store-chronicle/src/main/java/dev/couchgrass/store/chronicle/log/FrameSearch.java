package dev.couchgrass.store.chronicle.log;

import dev.couchgrass.store.chronicle.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** Looks for records or blocks where it is not known where they begin. */
final class FrameSearch {
  private static final int PIECE = 1 << 20;

  private final DiskFile file;
  private final FileHeader header;
  private final long size;

  FrameSearch(DiskFile file, FileHeader header, long size) {
    this.file = file;
    this.header = header;
    this.size = size;
  }

  /** Whether what looks like a header is what is looked for. */
  @FunctionalInterface
  interface Accepts {
    boolean at(long offset) throws IOException;
  }

  /** The first offset from here on where a header checks out and is accepted. */
  OptionalLong find(long from, Accepts accepts) throws IOException {
    int headerLength = header.compacted() ? BlockHeader.LENGTH : RecordHeader.LENGTH;
    byte[] window = new byte[(int) Math.min(PIECE, Math.max(0, size - from)) + headerLength];
    int step = window.length - headerLength;
    for (long base = from; base < size; base += step) {
      int length = file.read(ByteBuffer.wrap(window), base);
      for (int i = 0; i < step && i + headerLength <= length; i++) {
        if (isHeader(window, i, base + i) && accepts.at(base + i)) {
          return OptionalLong.of(base + i);
        }
      }
    }
    return OptionalLong.empty();
  }

  private boolean isHeader(byte[] window, int at, long offset) {
    return header.compacted()
        ? BlockHeader.mayBeAt(window, at) && BlockHeader.isAt(window, at, header, offset)
        : RecordHeader.mayBeAt(window, at) && RecordHeader.isAt(window, at, header, offset);
  }
}
