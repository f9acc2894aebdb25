package dev.couchgrass.store.chronicle.pages;

import dev.couchgrass.store.chronicle.log.LogPosition;
import dev.couchgrass.store.chronicle.tree.Root;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What names an index, and says what it stands for.
 *
 * @param tree the root of the tree
 * @param indexFile the file that its pages are in; empty if there is none yet
 * @param position up to where in the log the tree stands for it
 * @param bootId the run of the machine that this was written in; empty where there is no telling
 * @param seal the checksum that the index's file had when all of it was on disk, and was not
 *     written to any more; empty if it was in use
 * @param engine what the engine knows of its log files; nothing is made of it here
 */
public record RootRecord(
    Root tree,
    Optional<String> indexFile,
    LogPosition position,
    Optional<String> bootId,
    OptionalLong seal,
    byte[] engine) {
  public RootRecord {
    Objects.requireNonNull(tree);
    Objects.requireNonNull(indexFile);
    Objects.requireNonNull(position);
    Objects.requireNonNull(bootId);
    Objects.requireNonNull(seal);
    Objects.requireNonNull(engine);
  }

  /** Whether the store was closed in order, so that the index is whole whatever came then. */
  public boolean clean() {
    return seal.isPresent();
  }
}
