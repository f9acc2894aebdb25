package dev.couchgrass.store.chronicle.log;

import dev.couchgrass.store.chronicle.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The last block of a compacted file, without which it is not whole. */
final class CompactedEnd {
  /** In bytes. */
  static final int LENGTH = BlockHeader.LENGTH + Long.BYTES;

  private CompactedEnd() {}

  static byte[] encode(long blocks, FileHeader header, long offset) {
    byte[] body = ByteBuffer.allocate(Long.BYTES).putLong(blocks).array();
    byte[] bytes = new byte[LENGTH];
    System.arraycopy(body, 0, bytes, BlockHeader.LENGTH, body.length);
    BlockHeader.of(BlockHeader.END, body, body.length, 0).write(bytes, 0, header, offset);
    return bytes;
  }

  /** Whether the block's body is whole, and says that so many blocks came before it. */
  static boolean matches(BlockHeader block, byte[] bytes, int body, long blocks) {
    return isWhole(block, bytes, body) && ByteBuffer.wrap(bytes).getLong(body) == blocks;
  }

  static boolean isWhole(BlockHeader block, byte[] bytes, int body) {
    return Checksums.of(bytes, body, Long.BYTES) == block.checksum();
  }

  /** Checks that a file ends as it did when it was made. */
  static void require(DiskFile file, FileHeader header, long size) throws IOException {
    byte[] bytes = new byte[LENGTH];
    long offset = size - LENGTH;
    boolean whole =
        offset >= FileHeader.LENGTH
            && file.read(ByteBuffer.wrap(bytes), offset) == LENGTH
            && BlockHeader.isAt(bytes, 0, header, offset)
            && BlockHeader.read(bytes, 0).kind() == BlockHeader.END;
    if (!whole) {
      throw new DamageException(
          "The compacted file has no end", FileNames.of(header), Math.max(0, offset));
    }
  }
}
