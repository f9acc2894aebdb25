package dev.couchgrass.store;

import dev.couchgrass.store.result.UpdateSequence;
import java.time.Instant;
import java.util.Objects;

/**
 * A database in figures, all of one moment.
 *
 * @param documents how many documents are not deleted, design documents included
 * @param deletedDocuments how many are
 * @param instance names this database and no other, ever: a database deleted and made again under
 *     the same name has another, in stores that have {@link Capability#INSTANCES}
 * @param created when it was made, to the second at least
 */
public record DatabaseInfo(
    DatabaseName name,
    long documents,
    long deletedDocuments,
    UpdateSequence updateSequence,
    long purgeSequence,
    Sizes sizes,
    boolean compactRunning,
    String instance,
    Instant created) {
  public DatabaseInfo {
    Objects.requireNonNull(name);
    Objects.requireNonNull(updateSequence);
    Objects.requireNonNull(sizes);
    Objects.requireNonNull(instance);
    Objects.requireNonNull(created);
  }

  /**
   * Sizes in bytes.
   *
   * @param file what the database occupies where it is kept, with what is staged, and what was
   *     removed and is still there
   * @param external the bodies and attachments as a client sees them, of every revision kept
   * @param active what would remain after compaction
   */
  public record Sizes(long file, long external, long active) {}
}
