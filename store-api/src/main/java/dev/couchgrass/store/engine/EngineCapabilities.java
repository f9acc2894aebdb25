package dev.couchgrass.store.engine;

import java.util.Objects;

/**
 * What an {@link Engine} promises.
 *
 * @param durability what is safe once a commit's future has completed
 * @param reads whether a snapshot's reads may block the calling thread
 * @param maxKeyBytes the longest key accepted
 * @param maxValueBytes the longest value accepted
 */
public record EngineCapabilities(
    Durability durability, Reads reads, int maxKeyBytes, int maxValueBytes) {
  public EngineCapabilities {
    Objects.requireNonNull(durability);
    Objects.requireNonNull(reads);
    if (maxKeyBytes < 1024 || maxValueBytes < 64 * 1024) {
      throw new IllegalArgumentException("An engine takes keys of 1 KiB and values of 64 KiB");
    }
  }

  /**
   * Refuses a batch with a key or a value that the engine does not take. For engines, to begin a
   * commit with.
   *
   * @throws IllegalArgumentException if one is too long
   */
  public void requireFit(Batch batch) {
    for (Batch.Change change : batch.changes()) {
      if (change.key().length > maxKeyBytes) {
        throw new IllegalArgumentException("A key is longer than the engine takes");
      }
      if (change.value().isPresent() && change.value().get().length > maxValueBytes) {
        throw new IllegalArgumentException("A value is longer than the engine takes");
      }
    }
  }

  /** What survives once a commit's future has completed. */
  public enum Durability {
    /** Nothing outlives the process. */
    NONE,
    /** Survives the end of the process; the last moments may be lost with the machine. */
    PROCESS,
    /** Survives a loss of power. */
    DISK
  }

  /** Whether reads may block. */
  public enum Reads {
    /** From memory: called on any thread, event loops included. */
    INLINE,
    /**
     * May touch a disk or a lock: called on worker threads, except that a few look-ups at a time
     * may be made anywhere as long as {@link Engine#readsWait} is false.
     */
    BLOCKING
  }
}
