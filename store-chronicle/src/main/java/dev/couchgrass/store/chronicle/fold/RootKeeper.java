package dev.couchgrass.store.chronicle.fold;

import dev.couchgrass.store.chronicle.log.LogPosition;
import dev.couchgrass.store.chronicle.pages.Index;
import dev.couchgrass.store.chronicle.pages.RootRecord;
import dev.couchgrass.store.chronicle.pages.Roots;
import dev.couchgrass.store.chronicle.tree.Pages;
import dev.couchgrass.store.chronicle.tree.Root;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Writes roots, and knows which generations the two on disk are of. For one thread at a time, but
 * for {@link #oldest}. From when a page was found damaged, no root is on disk, so that the index is
 * made anew.
 *
 * <p>A root that says that the index is whole whatever becomes of the machine must not be on disk
 * while the index is being written to. So the first that is written takes the place of both.
 */
public final class RootKeeper implements Closeable {
  /** What a store that was opened begins with. */
  public static final long FIRST_GENERATION = 1;

  private final Roots roots;
  private final Index index;
  private final Pages pages;
  private final Optional<String> bootId;

  private Optional<RootRecord> newest = Optional.empty();

  /** The index files that the two roots name. */
  private Optional<Set<String>> files = Optional.empty();

  private long newestGeneration;
  private volatile long oldest;

  /**
   * @param pages those of the index
   * @param bootId the run of the machine, if there is telling
   */
  public RootKeeper(Roots roots, Index index, Pages pages, Optional<String> bootId) {
    this.roots = roots;
    this.index = index;
    this.pages = pages;
    this.bootId = bootId;
  }

  /** The generation of the older of the two roots. */
  long oldest() {
    return oldest;
  }

  /** Puts the first generation's root in place of both. */
  public void begin(Root tree, LogPosition position, byte[] live) throws IOException {
    write(FIRST_GENERATION, tree, position, live);
    repeat();
  }

  /** Puts a root in place of the older one. */
  void write(long generation, Root tree, LogPosition position, byte[] live) throws IOException {
    put(
        generation,
        new RootRecord(tree, index.fileName(), position, bootId, OptionalLong.empty(), live));
  }

  /**
   * Puts the newest root in place of the older one, so that nothing older is named any more. It
   * names the file that the index is in now.
   */
  void repeat() throws IOException {
    RootRecord root = newest.orElseThrow();
    put(
        newestGeneration,
        new RootRecord(
            root.tree(),
            index.fileName(),
            root.position(),
            root.bootId(),
            root.seal(),
            root.engine()));
  }

  /** Moves the index into a file of just the size that it needs, which both roots name then. */
  void compactIndex() throws IOException {
    index.compact();
    repeat();
    repeat();
  }

  /**
   * Brings the index to disk and closes it, and puts a root that says so in place of both. Of an
   * index that is not to be trusted, none is left.
   */
  public void end() throws IOException {
    if (pages.damaged()) {
      roots.clear();
      return;
    }
    RootRecord last = newest.orElseThrow();
    OptionalLong seal = OptionalLong.of(index.seal());
    RootRecord clean =
        new RootRecord(last.tree(), last.indexFile(), last.position(), bootId, seal, last.engine());
    roots.write(clean);
    roots.write(clean);
  }

  private void put(long generation, RootRecord root) throws IOException {
    if (pages.damaged()) {
      roots.clear();
    } else {
      roots.write(root);
    }
    Set<String> named = new HashSet<>();
    root.indexFile().ifPresent(named::add);
    newest.flatMap(RootRecord::indexFile).ifPresent(named::add);
    if (!files.equals(Optional.of(named))) {
      index.deleteOthers(named);
      files = Optional.of(named);
    }
    oldest = newest.isEmpty() ? generation - 1 : newestGeneration;
    newestGeneration = generation;
    newest = Optional.of(root);
  }

  @Override
  public void close() throws IOException {
    roots.close();
  }
}
