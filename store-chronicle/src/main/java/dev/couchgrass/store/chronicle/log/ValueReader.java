package dev.couchgrass.store.chronicle.log;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads single values of segments. */
final class ValueReader {
  private static final int CHECKSUM = 4;
  private static final int SMALL = 64 << 10;

  /** Off heap, as the channel would otherwise copy through a buffer of its own. */
  private static final ThreadLocal<ByteBuffer> SCRATCH =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(SMALL + CHECKSUM));

  private ValueReader() {}

  static byte[] read(OpenFiles.Handle file, long offset, int length, byte[] key)
      throws IOException {
    if (offset < FileHeader.LENGTH || length < 0) {
      throw new DamageException("No value can be there", file.name(), offset);
    }
    byte[] value = new byte[length];
    int checksum = readBoth(file, offset, value);
    if (checksum != Checksums.ofEntry(key, value, 0, length)) {
      throw new DamageException("A value is damaged", file.name(), offset);
    }
    return value;
  }

  /** Returns the checksum that follows the value. */
  private static int readBoth(OpenFiles.Handle file, long offset, byte[] value) throws IOException {
    if (value.length <= SMALL) {
      ByteBuffer scratch = SCRATCH.get().clear().limit(value.length + CHECKSUM);
      readWhole(file, scratch, offset);
      scratch.flip().get(value);
      return scratch.getInt();
    }
    ByteBuffer checksum = ByteBuffer.allocate(CHECKSUM);
    readWhole(file, ByteBuffer.wrap(value), offset);
    readWhole(file, checksum, offset + value.length);
    return checksum.getInt(0);
  }

  static void readWhole(OpenFiles.Handle file, ByteBuffer into, long offset) throws IOException {
    file.file().read(into, offset);
    if (into.hasRemaining()) {
      throw new DamageException("The file ends too early", file.name(), offset);
    }
  }
}
