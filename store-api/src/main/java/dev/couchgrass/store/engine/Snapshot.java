package dev.couchgrass.store.engine;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A consistent view of an {@link Engine} at one moment, whatever is committed later.
 *
 * <p>Reads are plain calls: they may block if {@link EngineCapabilities#reads()} says so, and then
 * {@code store-kv} makes them on worker threads as long as {@link Engine#readsWait} says that they
 * would. A snapshot may be read by several threads at once; a cursor belongs to one thread at a
 * time, and is moved by nothing but its own {@link Cursor#next}.
 */
public interface Snapshot extends AutoCloseable {
  /**
   * The value of this very key; empty if it is not there. No key is too long to be asked for.
   *
   * @throws IllegalStateException after {@link #close}
   */
  Optional<byte[]> get(byte[] key);

  /**
   * Opens a cursor before the first entry of the range, in the given direction: backward, that is
   * the entry with the greatest key. A range whose end is not above its start has no entries.
   *
   * @throws IllegalStateException after {@link #close}
   */
  Cursor scan(KeyRange range, Direction direction);

  /**
   * How many keys lie before this one, if the engine knows it without counting them (in logarithmic
   * time or better); else empty. The key itself need not be there.
   *
   * @throws IllegalStateException after {@link #close}, if the engine knows ranks
   */
  default OptionalLong rank(byte[] key) {
    return OptionalLong.empty();
  }

  /** Releases what the snapshot holds. Idempotent. Its cursors must not be used afterwards. */
  @Override
  void close();

  /** Which way a scan goes. */
  enum Direction {
    FORWARD,
    BACKWARD
  }

  /** Walks over the entries of a range; stands before the first until {@link #next} is called. */
  interface Cursor extends AutoCloseable {
    /** Steps to the next entry; false when there is none, and from then on. */
    boolean next();

    /**
     * The key of the entry stood on.
     *
     * @throws IllegalStateException before the first and after the last entry
     */
    byte[] key();

    /**
     * The value of the entry stood on.
     *
     * @throws IllegalStateException before the first and after the last entry
     */
    byte[] value();

    /** Releases what the cursor holds. Idempotent. */
    @Override
    void close();
  }
}
