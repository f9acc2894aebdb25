package dev.couchgrass.store.chronicle.log;

import dev.couchgrass.store.chronicle.disk.Disk;
import dev.couchgrass.store.chronicle.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The segment that commits go to. Not safe for threads, except that {@link #syncFile} may overlap.
 */
final class ActiveSegment {
  private final FileHeader header;
  private final DiskFile file;
  private LogPosition position;

  /** Behind the last record, a mark included: {@link #position} knows of commits alone. */
  private long end;

  private long synced;

  /** What the last record says to be on disk. */
  private long proved;

  ActiveSegment(FileHeader header, DiskFile file, LogPosition position, long end, long proved) {
    this.header = header;
    this.file = file;
    this.position = position;
    this.end = end;
    this.synced = end;
    this.proved = proved;
  }

  /** Begins a segment under a name that is not yet its own. If that fails, nothing happened. */
  static void prepare(Disk disk, FileHeader header) throws IOException {
    String unfinished = FileNames.unfinished(FileNames.of(header));
    try (DiskFile file = disk.create(unfinished)) {
      file.write(ByteBuffer.wrap(header.encode()), 0);
    } catch (IOException e) {
      deleteAfter(e, disk, unfinished);
      throw e;
    }
  }

  private static void deleteAfter(IOException cause, Disk disk, String name) {
    try {
      disk.delete(name);
    } catch (IOException e) {
      // The next open deletes it.
      cause.addSuppressed(e);
    }
  }

  /** Brings a prepared segment to disk, under its name. If that fails, it may be there or not. */
  static ActiveSegment publish(Disk disk, FileHeader header) throws IOException {
    String name = FileNames.of(header);
    String unfinished = FileNames.unfinished(name);
    try (DiskFile file = disk.open(unfinished)) {
      file.sync();
    }
    disk.rename(unfinished, name);
    disk.sync();
    return new ActiveSegment(
        header, disk.open(name), header.start(), FileHeader.LENGTH, FileHeader.LENGTH);
  }

  /** Writes records at the end, without a sync; does not move the end if that fails. */
  void write(byte[] records, int length) throws IOException {
    file.write(ByteBuffer.wrap(records, 0, length), end);
  }

  /** Makes what was written part of the segment. */
  void advance(int length, LogPosition to) {
    end += length;
    position = to;
    proved = synced;
  }

  /** Whether there are commits that no record behind them says to be on disk. */
  boolean needsMark() {
    return position.end() > proved;
  }

  /** Says that everything so far is on disk, for whoever opens the log next. */
  void mark() throws IOException {
    byte[] record = new byte[RecordHeader.LENGTH];
    new RecordHeader(RecordHeader.MARK, 0, 0, position.commit(), synced)
        .write(record, 0, header, end);
    write(record, record.length);
    end += record.length;
    proved = synced;
  }

  /** Removes what a failed write left behind the end, and makes sure that it is gone. */
  void cutBack() throws IOException {
    file.truncate(end);
    file.sync();
    synced = end;
  }

  void syncFile() throws IOException {
    file.sync();
  }

  void close() throws IOException {
    file.close();
  }

  void syncedTo(long offset) {
    synced = Math.max(synced, offset);
  }

  FileHeader header() {
    return header;
  }

  LogPosition position() {
    return position;
  }

  long end() {
    return end;
  }

  long synced() {
    return synced;
  }
}
