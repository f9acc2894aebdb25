package dev.couchgrass.store.chronicle.log;

import dev.couchgrass.store.chronicle.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Finds where the newest segment ends: behind its last whole record. What follows is a torn tail if
 * nothing proves that it had been on disk, else damage. What is whole but not proved to be on disk
 * is written again: after a failed sync, the system may show bytes that the disk never got.
 */
final class TailRecovery {
  private static final int PIECE = 1 << 20;

  private final FileHeader header;
  private final DiskFile file;
  private final String name;
  private final long size;
  private long proved = FileHeader.LENGTH;
  private LogPosition position;

  TailRecovery(FileHeader header, DiskFile file) throws IOException {
    this.header = header;
    this.file = file;
    this.name = FileNames.of(header);
    this.size = file.size();
    this.position = header.start();
  }

  ActiveSegment recover() throws IOException {
    RecordReader reader = new RecordReader(file, header, FileHeader.LENGTH, size);
    RecordReader.Found found = reader.tryNext();
    for (; found == RecordReader.Found.RECORD; found = reader.tryNext()) {
      accept(reader);
    }
    long end = reader.end();
    if (end < proved || (found == RecordReader.Found.NO_RECORD && isProvedLater(end))) {
      throw new DamageException("A record that was on disk is damaged", name, end);
    }
    if (end < size) {
      file.truncate(end);
    }
    if (end < size || proved < end) {
      rewrite(proved, end);
      file.sync();
    }
    return new ActiveSegment(header, file, position, end, proved);
  }

  private void accept(RecordReader reader) throws DamageException {
    RecordHeader record = reader.header();
    boolean commits = record.kind() == RecordHeader.COMMIT;
    if (record.commit() != position.commit() + (commits ? 1 : 0)) {
      throw new DamageException("A commit is missing", name, reader.start());
    }
    proved = Math.max(proved, record.synced());
    if (commits) {
      position = reader.position();
    }
  }

  /** Whether a whole record somewhere behind says that what is at the offset was on disk. */
  private boolean isProvedLater(long offset) throws IOException {
    return new FrameSearch(file, header, size)
        .find(offset + 1, record -> proves(record, offset))
        .isPresent();
  }

  private boolean proves(long record, long offset) throws IOException {
    RecordReader reader = new RecordReader(file, header, record, size);
    return reader.tryNext() == RecordReader.Found.RECORD && reader.header().synced() > offset;
  }

  private void rewrite(long from, long to) throws IOException {
    byte[] piece = new byte[(int) Math.min(PIECE, to - from)];
    for (long at = from; at < to; at += piece.length) {
      ByteBuffer bytes = ByteBuffer.wrap(piece, 0, (int) Math.min(piece.length, to - at));
      file.read(bytes, at);
      if (bytes.hasRemaining()) {
        throw new DamageException("The file became shorter", name, at);
      }
      bytes.flip();
      file.write(bytes, at);
    }
  }
}
