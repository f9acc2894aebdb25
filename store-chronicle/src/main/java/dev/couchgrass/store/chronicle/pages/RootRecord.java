package dev.couchgrass.store.chronicle.pages;

import dev.couchgrass.store.chronicle.log.LogPosition;
import dev.couchgrass.store.chronicle.tree.Root;
import java.util.Objects;
import java.util.Optional;

/**
 * What names an index, and says what it stands for.
 *
 * @param tree the root of the tree
 * @param indexFile the file that its pages are in; empty if there is none yet
 * @param position up to where in the log the tree stands for it
 * @param bootId the run of the machine that this was written in; empty where there is no telling
 * @param clean whether the index was synced before, so that it is whole whatever becomes of the
 *     machine
 * @param engine what the engine knows of its log files; nothing is made of it here
 */
public record RootRecord(
    Root tree,
    Optional<String> indexFile,
    LogPosition position,
    Optional<String> bootId,
    boolean clean,
    byte[] engine) {
  public RootRecord {
    Objects.requireNonNull(tree);
    Objects.requireNonNull(indexFile);
    Objects.requireNonNull(position);
    Objects.requireNonNull(bootId);
    Objects.requireNonNull(engine);
  }
}
