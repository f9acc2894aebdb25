package dev.couchgrass.sync.result;

/**
 * What became of the revisions that a source listed. Each is counted once: {@code read = written +
 * failed + alreadyThere + filtered}.
 *
 * @param read revisions that the source listed and had
 * @param written that the target took
 * @param failed that the target refused for good: each is told with its reason
 * @param alreadyThere that the target had
 * @param filtered that the replication was told to leave out, once they had been read
 * @param gone that the source listed and then no longer had: newer ones replace them, or they were
 *     purged
 * @param bytes of the bodies and attachments that were written
 */
public record ReplicationCounts(
    long read, long written, long failed, long alreadyThere, long filtered, long gone, long bytes) {
  public static final ReplicationCounts ZERO = new ReplicationCounts(0, 0, 0, 0, 0, 0, 0);

  public ReplicationCounts {
    if (read != written + failed + alreadyThere + filtered) {
      throw new IllegalArgumentException("Revisions that were read and have no fate");
    }
  }

  /** Both together. */
  public ReplicationCounts plus(ReplicationCounts other) {
    return new ReplicationCounts(
        read + other.read,
        written + other.written,
        failed + other.failed,
        alreadyThere + other.alreadyThere,
        filtered + other.filtered,
        gone + other.gone,
        bytes + other.bytes);
  }
}
