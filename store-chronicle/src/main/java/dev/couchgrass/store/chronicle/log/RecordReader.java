package dev.couchgrass.store.chronicle.log;

import dev.couchgrass.store.chronicle.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads a segment's records from one place to another, through a buffer that only a longer record
 * makes grow. A record is handed out after its checksums were seen to be right.
 */
final class RecordReader {
  private static final int BUFFER = 256 << 10;

  private final DiskFile file;
  private final String name;
  private final FileHeader fileHeader;
  private final long to;
  private byte[] buffer = new byte[BUFFER];

  /** The buffer's first byte, in the file. */
  private long base;

  /** The next record, in the buffer. */
  private int next;

  private int filled;
  private int start;
  private RecordHeader header = new RecordHeader(0, 0, 0, 0, 0);

  RecordReader(DiskFile file, FileHeader header, long from, long to) {
    this.file = file;
    this.name = FileNames.of(header);
    this.fileHeader = header;
    this.base = from;
    this.to = to;
  }

  /** What {@link #tryNext} found. */
  enum Found {
    RECORD,
    END,
    NO_RECORD
  }

  /** Steps to the next record; if there is no whole one at {@link #end}, stays. */
  Found tryNext() throws IOException {
    long offset = base + next;
    if (offset == to) {
      return Found.END;
    }
    if (to - offset < RecordHeader.LENGTH || !fill(RecordHeader.LENGTH)) {
      return Found.NO_RECORD;
    }
    if (!RecordHeader.isAt(buffer, next, fileHeader, offset)) {
      return Found.NO_RECORD;
    }
    RecordHeader candidate = RecordHeader.read(buffer, next);
    int length = RecordHeader.LENGTH + candidate.bodyLength();
    if (!candidate.isPlausible(offset) || to - offset < length || !fill(length)) {
      return Found.NO_RECORD;
    }
    if (Checksums.of(buffer, next + RecordHeader.LENGTH, candidate.bodyLength())
        != candidate.bodyChecksum()) {
      return Found.NO_RECORD;
    }
    header = candidate;
    start = next;
    next += length;
    return Found.RECORD;
  }

  /** Steps to the next record; false at the end. */
  boolean next() throws IOException {
    switch (tryNext()) {
      case RECORD:
        return true;
      case END:
        return false;
      default:
        throw new DamageException("A record is damaged", name, end());
    }
  }

  /** Makes at least so many bytes from {@code next} on be in the buffer, if the file has them. */
  private boolean fill(int length) throws IOException {
    if (filled - next >= length) {
      return true;
    }
    byte[] target = length > buffer.length ? new byte[length] : buffer;
    System.arraycopy(buffer, next, target, 0, filled - next);
    buffer = target;
    filled -= next;
    base += next;
    next = 0;
    int most = (int) Math.min(buffer.length, to - base);
    filled += file.read(ByteBuffer.wrap(buffer, filled, most - filled), base + filled);
    return filled >= length;
  }

  RecordHeader header() {
    return header;
  }

  /** Where the record begins, in the file. */
  long start() {
    return base + start;
  }

  /** Where the record ends, in the file; before the first, where reading began. */
  long end() {
    return base + next;
  }

  int checksum() {
    return RecordHeader.checksum(buffer, start);
  }

  LogPosition position() {
    return new LogPosition(fileHeader.number(), start(), end(), header.commit(), checksum());
  }

  void readEntries(Entries entries) {
    entries.reset(buffer, start + RecordHeader.LENGTH, next);
  }

  /** Where an index of the buffer is in the file. */
  long offset(int index) {
    return base + index;
  }

  String name() {
    return name;
  }

  /** The bytes of the record, header included. */
  byte[] copy() {
    return Arrays.copyOfRange(buffer, start, next);
  }
}
