package dev.couchgrass.store.chronicle.log;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC-32C of bytes, and of bytes at the place where they belong. */
final class Checksums {
  private Checksums() {}

  static int of(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  static int ofEntry(byte[] key, byte[] value, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(key, 0, key.length);
    crc.update(value, from, length);
    return (int) crc.getValue();
  }

  /** Also over the log, the file and the offset: bytes that lie anywhere else don't check out. */
  static int inPlace(FileHeader file, long offset, byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    ByteBuffer place = ByteBuffer.allocate(24);
    place.putLong(file.log()).putLong(file.number()).putLong(offset);
    crc.update(place.array(), 0, 24);
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
