package dev.couchgrass.store.chronicle.log;

import dev.couchgrass.store.chronicle.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads single values of compacted files; keeps the blocks that were read last. */
final class Blocks implements AutoCloseable {
  private record BlockId(long file, long offset) {}

  private final int readAhead;
  private final int cached;
  private final Compression compression = new Compression();
  private final Map<BlockId, byte[]> cache = new LinkedHashMap<>(16, 0.75f, true);

  Blocks(LogOptions options) {
    // Most blocks, whole, with one read: compressed they are shorter than this.
    readAhead = BlockHeader.LENGTH + options.blockBytes();
    cached = options.cachedBlocks();
  }

  byte[] read(OpenFiles.Handle file, FileHeader header, Place place, byte[] key)
      throws IOException {
    long block = BlockPlace.block(place.offset());
    if (BlockPlace.isLarge(place.offset())) {
      long value =
          block
              + BlockHeader.LENGTH
              + Varint.length(key.length)
              + Varint.length(place.length() + 1)
              + key.length;
      return ValueReader.read(file, value, place.length(), key);
    }
    byte[] bytes = block(file, header, block);
    Entries entries = new Entries(0);
    int from = BlockPlace.entry(place.offset());
    try {
      if (from < bytes.length) {
        entries.reset(bytes, from, bytes.length);
        if (entries.next() && entries.keyIs(key) && entries.valueLength() == place.length()) {
          return entries.value();
        }
      }
    } catch (Entries.MalformedException e) {
      throw new DamageException("No entry begins here", file.name(), block);
    }
    throw new DamageException("Not the value that was asked for", file.name(), block);
  }

  private byte[] block(OpenFiles.Handle file, FileHeader header, long offset) throws IOException {
    BlockId id = new BlockId(header.number(), offset);
    byte[] found;
    synchronized (cache) {
      found = cache.get(id);
    }
    if (found != null) {
      return found;
    }
    byte[] read = readBlock(file, header, offset);
    if (read.length <= 2 * readAhead && cached > 0) {
      keep(id, read);
    }
    return read;
  }

  private void keep(BlockId id, byte[] block) {
    synchronized (cache) {
      cache.put(id, block);
      if (cache.size() > cached) {
        cache.remove(cache.keySet().iterator().next());
      }
    }
  }

  private byte[] readBlock(OpenFiles.Handle handle, FileHeader header, long offset)
      throws IOException {
    DiskFile file = handle.file();
    String name = handle.name();
    byte[] bytes = new byte[readAhead];
    int length = file.read(ByteBuffer.wrap(bytes), offset);
    if (length < BlockHeader.LENGTH || !BlockHeader.isAt(bytes, 0, header, offset)) {
      throw new DamageException("A block is damaged", name, offset);
    }
    BlockHeader block = BlockHeader.read(bytes, 0);
    if (!block.isPlausible() || block.raw() > BlockHeader.MOST_RAW) {
      throw new DamageException("A block contradicts itself", name, offset);
    }
    int whole = BlockHeader.LENGTH + block.stored();
    if (length < whole) {
      bytes = new byte[whole];
      if (file.read(ByteBuffer.wrap(bytes), offset) < whole) {
        throw new DamageException("The file ends too early", name, offset);
      }
    }
    return unpack(block, bytes, BlockHeader.LENGTH, compression, name, offset);
  }

  /** Checks a block's bytes, and returns its entries. */
  static byte[] unpack(
      BlockHeader block, byte[] bytes, int at, Compression compression, String name, long offset)
      throws DamageException {
    if (Checksums.of(bytes, at, block.stored()) != block.checksum()) {
      throw new DamageException("A block is damaged", name, offset);
    }
    byte[] raw = new byte[block.raw()];
    if (block.kind() != BlockHeader.PACKED) {
      System.arraycopy(bytes, at, raw, 0, raw.length);
    } else if (compression.decompress(bytes, at, block.stored(), raw) != raw.length) {
      throw new DamageException("A block can't be decompressed", name, offset);
    }
    return raw;
  }

  Compression compression() {
    return compression;
  }

  /** Drops what is kept of a file. */
  void forget(long file) {
    synchronized (cache) {
      cache.keySet().removeIf(id -> id.file() == file);
    }
  }

  @Override
  public void close() {
    compression.close();
  }
}
