package dev.couchgrass.store.chronicle;

import java.time.Duration;
import java.util.Objects;

/**
 * How a {@link ChronicleEngine} works.
 *
 * @param durability what is on disk when a write is acknowledged
 * @param syncInterval how often it is synced with {@link Durability#INTERVAL}
 * @param segmentBytes how large a file of the log grows before the next one is begun
 * @param recentBytes about how many bytes of changes are kept on the heap before they are folded
 *     into the index
 * @param cacheBytes about how many bytes of the index are kept on the heap
 */
public record ChronicleOptions(
    Durability durability,
    Duration syncInterval,
    long segmentBytes,
    long recentBytes,
    long cacheBytes) {
  /** Every write synced; files of 64 MiB; heap as {@link Runtime#maxMemory} allows. */
  public static final ChronicleOptions DEFAULTS =
      new ChronicleOptions(
          Durability.COMMIT,
          Duration.ofMillis(200),
          64L << 20,
          Math.min(32L << 20, Runtime.getRuntime().maxMemory() / 16),
          Math.min(512L << 20, Runtime.getRuntime().maxMemory() / 8));

  public ChronicleOptions {
    Objects.requireNonNull(durability);
    if (syncInterval.isNegative() || syncInterval.isZero()) {
      throw new IllegalArgumentException("The interval between two syncs is above zero");
    }
    if (segmentBytes < 64 * 1024 || segmentBytes > 1L << 30) {
      throw new IllegalArgumentException("A file of the log has between 64 KiB and 1 GiB");
    }
    if (recentBytes < 1 || cacheBytes < 1) {
      throw new IllegalArgumentException("There must be some room on the heap");
    }
  }

  public ChronicleOptions withDurability(Durability value) {
    return new ChronicleOptions(value, syncInterval, segmentBytes, recentBytes, cacheBytes);
  }

  public ChronicleOptions withSyncInterval(Duration value) {
    return new ChronicleOptions(durability, value, segmentBytes, recentBytes, cacheBytes);
  }

  public ChronicleOptions withSegmentBytes(long value) {
    return new ChronicleOptions(durability, syncInterval, value, recentBytes, cacheBytes);
  }

  public ChronicleOptions withRecentBytes(long value) {
    return new ChronicleOptions(durability, syncInterval, segmentBytes, value, cacheBytes);
  }

  public ChronicleOptions withCacheBytes(long value) {
    return new ChronicleOptions(durability, syncInterval, segmentBytes, recentBytes, value);
  }
}
