package dev.couchgrass.store.chronicle.log;

import dev.couchgrass.store.chronicle.disk.DiskFile;
import java.io.IOException;

/**
 * Reads a segment's records from one place to another, through a buffer that only a longer record
 * makes grow. A record is handed out after its checksums were seen to be right.
 */
final class RecordReader {
  private final FileHeader fileHeader;
  private final FileWindow window;
  private RecordHeader header = new RecordHeader(0, 0, 0, 0, 0);

  RecordReader(DiskFile file, FileHeader header, long from, long to) {
    fileHeader = header;
    window = new FileWindow(file, from, to);
  }

  /** What {@link #tryNext} found. */
  enum Found {
    RECORD,
    END,
    NO_RECORD
  }

  /** Steps to the next record; if there is no whole one at {@link #end}, stays. */
  Found tryNext() throws IOException {
    if (window.atEnd()) {
      return Found.END;
    }
    long offset = window.end();
    if (!window.fill(RecordHeader.LENGTH)
        || !RecordHeader.isAt(window.bytes(), window.next(), fileHeader, offset)) {
      return Found.NO_RECORD;
    }
    RecordHeader candidate = RecordHeader.read(window.bytes(), window.next());
    int length = RecordHeader.LENGTH + candidate.bodyLength();
    if (!candidate.isPlausible(offset) || !window.fill(length)) {
      return Found.NO_RECORD;
    }
    int body = window.next() + RecordHeader.LENGTH;
    if (Checksums.of(window.bytes(), body, candidate.bodyLength()) != candidate.bodyChecksum()) {
      return Found.NO_RECORD;
    }
    header = candidate;
    window.step(length);
    return Found.RECORD;
  }

  /** Steps to the next record; false at the end. */
  boolean next() throws IOException {
    return switch (tryNext()) {
      case RECORD -> true;
      case END -> false;
      case NO_RECORD -> throw new DamageException("A record is damaged", name(), end());
    };
  }

  RecordHeader header() {
    return header;
  }

  /** Where the record begins, in the file. */
  long start() {
    return window.offset(window.start());
  }

  /** Where the record ends, in the file; before the first, where reading began. */
  long end() {
    return window.end();
  }

  LogPosition position() {
    int checksum = RecordHeader.checksum(window.bytes(), window.start());
    return new LogPosition(fileHeader.number(), start(), end(), header.commit(), checksum);
  }

  void readEntries(Entries entries) {
    entries.reset(window.bytes(), window.start() + RecordHeader.LENGTH, window.next());
  }

  /** Where an index of the buffer that the entries are in is in the file. */
  long offset(int index) {
    return window.offset(index);
  }

  String name() {
    return FileNames.of(fileHeader);
  }
}
