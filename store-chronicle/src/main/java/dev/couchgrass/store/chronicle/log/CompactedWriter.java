package dev.couchgrass.store.chronicle.log;

import com.github.luben.zstd.ZstdCompressCtx;
import dev.couchgrass.store.chronicle.disk.Disk;
import dev.couchgrass.store.chronicle.disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a compacted file, under the name of one that is not finished. For one thread. */
final class CompactedWriter implements Closeable {
  private static final int OUTPUT = 64 << 10;

  private final FileHeader header;
  private final DiskFile file;
  private final int blockBytes;
  private final ZstdCompressCtx compressor =
      new ZstdCompressCtx().setLevel(Compression.LEVEL).setChecksum(false).setContentSize(false);

  /** What is not written yet. */
  private final byte[] output = new byte[OUTPUT];

  private int outputLength;

  /** The entries of the block that is not full. */
  private final byte[] block;

  private int blockLength;

  /** Where the output begins in the file. */
  private long written;

  private long blocks;

  CompactedWriter(Disk disk, FileHeader header, int blockBytes) throws IOException {
    this.header = header;
    this.blockBytes = blockBytes;
    block = new byte[blockBytes];
    file = disk.create(FileNames.unfinished(FileNames.of(header)));
    append(header.encode(), FileHeader.LENGTH);
  }

  /** Adds an entry, and returns the {@link Place#offset} of its value; -1 if there is none. */
  long add(byte[] key, Optional<byte[]> value) throws IOException {
    byte[] bytes = value.orElse(null);
    int length = entryLength(key, bytes);
    if (length >= blockBytes / 2) {
      finishBlock();
      return addAlone(key, bytes, length);
    }
    if (length > blockBytes - blockLength) {
      finishBlock();
    }
    long place = value.isEmpty() ? -1 : BlockPlace.of(end(), blockLength);
    blockLength = encode(key, bytes, block, blockLength);
    return place;
  }

  private long addAlone(byte[] key, byte @Nullable [] value, int length) throws IOException {
    long offset = end();
    byte[] entry = new byte[length + 4];
    int end = encode(key, value, entry, 0);
    if (length <= BlockHeader.MOST_RAW - 1) {
      byte[] packed = compressor.compress(Arrays.copyOf(entry, end));
      if (pays(packed.length, length)) {
        appendBlock(BlockHeader.PACKED, packed, packed.length, length);
        return value == null ? -1 : BlockPlace.of(offset, 0);
      }
    }
    if (value == null) {
      appendBlock(BlockHeader.LARGE, entry, length, length);
      return -1;
    }
    int checksum = Checksums.ofEntry(key, value, 0, value.length);
    ByteBuffer.wrap(entry).putInt(length, checksum);
    appendBlock(BlockHeader.LARGE, entry, entry.length, entry.length);
    return BlockPlace.ofLarge(offset);
  }

  /** Whether a block is so much shorter that it is worth the time that each read takes longer. */
  private static boolean pays(int packed, int raw) {
    return packed <= raw - raw / 8;
  }

  private static int entryLength(byte[] key, byte @Nullable [] value) {
    int length = value == null ? 0 : value.length;
    return Varint.length(key.length)
        + Varint.length(value == null ? 0 : length + 1)
        + key.length
        + length;
  }

  private static int encode(byte[] key, byte @Nullable [] value, byte[] to, int from) {
    int at = Varint.write(key.length, to, from);
    at = Varint.write(value == null ? 0 : value.length + 1, to, at);
    System.arraycopy(key, 0, to, at, key.length);
    at += key.length;
    if (value != null) {
      System.arraycopy(value, 0, to, at, value.length);
      at += value.length;
    }
    return at;
  }

  private void finishBlock() throws IOException {
    if (blockLength == 0) {
      return;
    }
    byte[] packed = compressor.compress(Arrays.copyOf(block, blockLength));
    if (pays(packed.length, blockLength)) {
      appendBlock(BlockHeader.PACKED, packed, packed.length, blockLength);
    } else {
      appendBlock(BlockHeader.PLAIN, block, blockLength, blockLength);
    }
    blockLength = 0;
  }

  private void appendBlock(int kind, byte[] stored, int length, int raw) throws IOException {
    byte[] head = new byte[BlockHeader.LENGTH];
    BlockHeader.of(kind, stored, length, raw).write(head, 0, header, end());
    append(head, head.length);
    append(stored, length);
    blocks++;
  }

  private void append(byte[] bytes, int length) throws IOException {
    if (length > output.length - outputLength) {
      writeOut();
    }
    if (length > output.length) {
      file.write(ByteBuffer.wrap(bytes, 0, length), written);
      written += length;
      return;
    }
    System.arraycopy(bytes, 0, output, outputLength, length);
    outputLength += length;
  }

  private void writeOut() throws IOException {
    file.write(ByteBuffer.wrap(output, 0, outputLength), written);
    written += outputLength;
    outputLength = 0;
  }

  /** Where the next block goes. */
  private long end() {
    return written + outputLength;
  }

  /** Writes what is left, and brings all to disk. Returns how long the file is. */
  long finish() throws IOException {
    finishBlock();
    append(CompactedEnd.encode(blocks, header, end()), CompactedEnd.LENGTH);
    writeOut();
    file.sync();
    return written;
  }

  FileHeader header() {
    return header;
  }

  /** Idempotent. */
  @Override
  public void close() throws IOException {
    compressor.close();
    file.close();
  }
}
