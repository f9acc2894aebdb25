package dev.couchgrass.store.chronicle.log;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How every file of a log begins.
 *
 * @param log the number that all files of a log share
 * @param number the file's own, never used twice
 * @param first the first segment that the file stands for; a segment stands for itself
 * @param last the last one
 * @param previous the segment before {@code first}; 0 if that is the log's first
 * @param previousBytes how long the file before was when a segment followed it; 0 in compacted
 *     files
 * @param firstCommit the number of the first commit that the file may hold
 * @param lastCommit the number of the last commit that a compacted file stands for; 0 in segments
 * @param compacted made by a compaction; else a segment, as commits wrote it
 */
record FileHeader(
    long log,
    long number,
    long first,
    long last,
    long previous,
    long previousBytes,
    long firstCommit,
    long lastCommit,
    boolean compacted) {
  static final int VERSION = 1;

  /** In bytes. */
  static final int LENGTH = 96;

  private static final byte[] MAGIC = {'c', 'g', 'r', 'a', 's', 's', '\r', '\n'};
  private static final int CHECKED = LENGTH - 4;
  private static final int SEGMENT = 1;
  private static final int COMPACTED = 2;

  /** The header of a segment. */
  static FileHeader ofSegment(
      long log, long number, long previous, long previousBytes, long firstCommit) {
    return new FileHeader(
        log, number, number, number, previous, previousBytes, firstCommit, 0, false);
  }

  byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(LENGTH);
    out.put(MAGIC).putInt(VERSION).putInt(compacted ? COMPACTED : SEGMENT);
    out.putLong(log).putLong(number).putLong(first).putLong(last);
    out.putLong(previous).putLong(previousBytes).putLong(firstCommit).putLong(lastCommit);
    out.putInt(CHECKED, Checksums.of(out.array(), 0, CHECKED));
    return out.array();
  }

  /** The start of a segment, before its first record. */
  LogPosition start() {
    return new LogPosition(number, LENGTH, LENGTH, firstCommit - 1, checksum());
  }

  /** The checksum that {@link #encode} ends with. */
  int checksum() {
    return ByteBuffer.wrap(encode()).getInt(CHECKED);
  }

  /**
   * Reads a header.
   *
   * @param bytes as many as there are, up to {@link #LENGTH}
   * @param name the file's, for errors
   */
  static FileHeader decode(byte[] bytes, String name) throws DamageException, NewerFormatException {
    if (bytes.length < LENGTH || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
      throw new DamageException("Not a file of a log", name, 0);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).position(MAGIC.length);
    int version = in.getInt();
    if (version > VERSION) {
      throw new NewerFormatException(name, version);
    }
    if (version < 1 || in.getInt(CHECKED) != Checksums.of(bytes, 0, CHECKED)) {
      throw new DamageException("The file's header is damaged", name, 0);
    }
    int kind = in.getInt();
    if (kind != SEGMENT && kind != COMPACTED) {
      throw new DamageException("The file is of an unknown kind", name, 0);
    }
    return new FileHeader(
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        kind == COMPACTED);
  }
}
