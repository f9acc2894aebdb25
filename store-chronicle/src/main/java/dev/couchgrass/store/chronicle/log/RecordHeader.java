package dev.couchgrass.store.chronicle.log;

import java.nio.ByteBuffer;

/**
 * How a record of a segment begins.
 *
 * @param kind {@link #COMMIT} or {@link #MARK}
 * @param bodyLength how many bytes follow
 * @param bodyChecksum over these
 * @param commit the number of the commit; in a mark, of the last one before it
 * @param synced up to where in the file everything was known to be on disk when this was written
 */
record RecordHeader(int kind, int bodyLength, int bodyChecksum, long commit, long synced) {
  /** A batch. */
  static final int COMMIT = 1;

  /** Has no body, and is no commit: it only says what is on disk. */
  static final int MARK = 2;

  /** In bytes. */
  static final int LENGTH = 32;

  /** The longest body. */
  static final int MOST_BODY = 1 << 30;

  /** Writes the header in front of its body. */
  void write(byte[] to, int at, FileHeader file, long offset) {
    ByteBuffer.wrap(to, at, LENGTH)
        .putInt(0)
        .putInt(bodyChecksum)
        .putInt(bodyLength)
        .putInt(kind)
        .putLong(commit)
        .putLong(synced);
    int checksum = Checksums.inPlace(file, offset, to, at + 4, LENGTH - 4);
    ByteBuffer.wrap(to).putInt(at, checksum);
  }

  /** The checksum of the header, and so of the record, as it covers the body's. */
  static int checksum(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).getInt(at);
  }

  /** A cheap look that rules out most places, to be asked before {@link #isAt}. */
  static boolean mayBeAt(byte[] bytes, int at) {
    return bytes[at + 12] == 0 && bytes[at + 13] == 0 && bytes[at + 14] == 0 && bytes[at + 15] <= 2;
  }

  /** Whether there is the header of a record that belongs at this offset. */
  static boolean isAt(byte[] bytes, int at, FileHeader file, long offset) {
    return checksum(bytes, at) == Checksums.inPlace(file, offset, bytes, at + 4, LENGTH - 4);
  }

  static RecordHeader read(byte[] bytes, int at) {
    ByteBuffer in = ByteBuffer.wrap(bytes, at + 4, LENGTH - 4);
    int bodyChecksum = in.getInt();
    int bodyLength = in.getInt();
    int kind = in.getInt();
    return new RecordHeader(kind, bodyLength, bodyChecksum, in.getLong(), in.getLong());
  }

  /** Whether the numbers can be true of a record that begins at this offset. */
  boolean isPlausible(long offset) {
    return bodyLength >= 0
        && bodyLength <= MOST_BODY
        && (kind == COMMIT || (kind == MARK && bodyLength == 0))
        && commit >= 0
        && synced >= FileHeader.LENGTH
        && synced <= offset;
  }
}
