package dev.couchgrass.store.chronicle.log;

import java.security.SecureRandom;
import java.util.function.LongSupplier;

/**
 * How a log is kept.
 *
 * @param segmentBytes a segment that is this long is followed by another; at least 4 KiB
 * @param blockBytes how many bytes of entries a compacted file's block has before compression; 1 to
 *     64 KiB. A value of half as many bytes or more is stored on its own
 * @param cachedBlocks how many decompressed blocks are kept for reads
 * @param openFiles how many files are kept open for reads; at least 1
 * @param identities gives a new log the number that tells its files from those of others
 */
public record LogOptions(
    long segmentBytes, int blockBytes, int cachedBlocks, int openFiles, LongSupplier identities) {
  public static final LogOptions DEFAULTS =
      new LogOptions(64L << 20, 4 << 10, 1024, 64, new SecureRandom()::nextLong);

  public LogOptions {
    if (segmentBytes < 4096) {
      throw new IllegalArgumentException("A segment has at least 4 KiB");
    }
    if (blockBytes < 1024 || blockBytes > 65536) {
      throw new IllegalArgumentException("A block has 1 to 64 KiB");
    }
    if (cachedBlocks < 0 || openFiles < 1) {
      throw new IllegalArgumentException("Not so few");
    }
  }

  public LogOptions withSegmentBytes(long bytes) {
    return new LogOptions(bytes, blockBytes, cachedBlocks, openFiles, identities);
  }

  public LogOptions withBlockBytes(int bytes) {
    return new LogOptions(segmentBytes, bytes, cachedBlocks, openFiles, identities);
  }

  public LogOptions withCachedBlocks(int blocks) {
    return new LogOptions(segmentBytes, blockBytes, blocks, openFiles, identities);
  }

  public LogOptions withOpenFiles(int files) {
    return new LogOptions(segmentBytes, blockBytes, cachedBlocks, files, identities);
  }

  public LogOptions withIdentities(LongSupplier source) {
    return new LogOptions(segmentBytes, blockBytes, cachedBlocks, openFiles, source);
  }
}
