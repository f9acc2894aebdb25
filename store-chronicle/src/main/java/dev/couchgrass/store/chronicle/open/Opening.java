package dev.couchgrass.store.chronicle.open;

import dev.couchgrass.store.chronicle.disk.Disk;
import dev.couchgrass.store.chronicle.fold.RootKeeper;
import dev.couchgrass.store.chronicle.log.DamageException;
import dev.couchgrass.store.chronicle.log.Log;
import dev.couchgrass.store.chronicle.log.LogFile;
import dev.couchgrass.store.chronicle.log.LogPosition;
import dev.couchgrass.store.chronicle.log.Replacement;
import dev.couchgrass.store.chronicle.log.Replay;
import dev.couchgrass.store.chronicle.pages.Index;
import dev.couchgrass.store.chronicle.pages.RootRecord;
import dev.couchgrass.store.chronicle.pages.Roots;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.chronicle.sort.EntrySorter;
import dev.couchgrass.store.chronicle.tree.IndexException;
import dev.couchgrass.store.chronicle.tree.Pages;
import dev.couchgrass.store.chronicle.tree.Root;
import dev.couchgrass.store.chronicle.tree.Tree;
import dev.couchgrass.store.chronicle.write.Applier;
import dev.couchgrass.store.chronicle.write.LiveBytes;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds or makes the index of an open log, and brings it up to the log's end. */
public final class Opening {
  private final Log log;
  private final Disk disk;
  private final Roots roots;
  private final Index.Opener indexes;
  private final long cacheBytes;
  private final long recentBytes;
  private final OpenListener listener;

  /**
   * @param disk where a rebuild puts what does not fit on the heap, and deletes it again
   */
  public Opening(
      Log log,
      Disk disk,
      Roots roots,
      Index.Opener indexes,
      long cacheBytes,
      long recentBytes,
      OpenListener listener) {
    this.log = log;
    this.disk = disk;
    this.roots = roots;
    this.indexes = indexes;
    this.cacheBytes = cacheBytes;
    this.recentBytes = recentBytes;
    this.listener = listener;
  }

  /**
   * An index that stands for everything in the log.
   *
   * @param applier over the newest view, to which commits go on
   * @param compaction one that the index knows, but that was not ended
   */
  public record Opened(
      Index index,
      Pages pages,
      RootKeeper roots,
      Applier applier,
      Optional<Replacement> compaction) {}

  /** An index that can be believed, up to a position in the log; or an empty one. */
  private record Found(Index index, Pages pages, Tree tree, Optional<RootRecord> root) {}

  /**
   * Opens the index.
   *
   * @throws IOException if the log or the roots can't be read or written
   */
  public Opened open() throws IOException {
    EntrySorter.deleteLeftover(disk);
    Found found = find();
    try {
      return upToTheEnd(found);
    } catch (IOException | RuntimeException e) {
      found.index().close();
      throw e;
    }
  }

  private Found find() throws IOException {
    List<RootRecord> candidates = roots.read();
    requireEnd(candidates);
    String reason = "there is no index";
    for (RootRecord root : candidates) {
      Optional<String> doubt = doubt(root);
      if (doubt.isEmpty()) {
        try {
          return believed(root);
        } catch (IndexException e) {
          doubt = Optional.ofNullable(e.getMessage());
        }
      }
      reason = doubt.orElse(reason);
    }
    if (!isEmpty()) {
      listener.rebuilds(reason);
    }
    Index index = indexes.empty();
    Pages pages = new Pages(index, cacheBytes);
    return new Found(index, pages, pages.tree(Root.EMPTY), Optional.empty());
  }

  /** The log was synced before a root was written: what the root stands for must be there. */
  private void requireEnd(List<RootRecord> candidates) throws DamageException {
    LogPosition end = log.end();
    for (RootRecord root : candidates) {
      if (root.position().commit() > end.commit()) {
        throw new DamageException("The log has lost its last commits", newestFile(), end.end());
      }
    }
  }

  private String newestFile() {
    List<LogFile> files = log.files();
    return files.get(files.size() - 1).name();
  }

  private boolean isEmpty() {
    return log.end().commit() == 0;
  }

  /** Why a root does not say what the log holds, or its index may have lost something; or empty. */
  private Optional<String> doubt(RootRecord root) throws IOException {
    boolean sameRun = root.bootId().isPresent() && root.bootId().equals(indexes.run());
    if (!root.clean() && !sameRun) {
      return Optional.of("the machine was stopped while the index was written");
    }
    if (!log.contains(root.position())) {
      return Optional.of("the index is not of this log");
    }
    if (!files().containsAll(live(root).files())) {
      return Optional.of("the index knows files that are no longer there");
    }
    return Optional.empty();
  }

  /** The files whose values can be read, those of a compaction that was not ended included. */
  private Set<Long> files() throws IOException {
    Set<Long> files = log.files().stream().map(LogFile::number).collect(Collectors.toSet());
    log.replacement().ifPresent(replacement -> files.add(replacement.file()));
    return files;
  }

  private Found believed(RootRecord root) {
    Index index =
        root.indexFile().isEmpty()
            ? indexes.empty()
            : root.clean()
                ? indexes.open(root.indexFile().get(), root.seal().getAsLong())
                : indexes.recover(root.indexFile().get());
    try {
      Pages pages = new Pages(index, cacheBytes);
      Tree tree = pages.tree(root.tree());
      if (!root.clean()) {
        Set<Long> needed = new HashSet<>();
        tree.checkInner(needed::add);
        index.retain(needed::contains);
      }
      return new Found(index, pages, tree, Optional.of(root));
    } catch (RuntimeException e) {
      index.close();
      throw e;
    }
  }

  /**
   * A compaction that was not ended is given up, as another one will come; unless the index knows
   * already where some of its values are.
   */
  private Optional<Replacement> compaction(Found found) throws IOException {
    Optional<Replacement> replacement = log.replacement();
    if (replacement.isPresent()) {
      long file = replacement.get().file();
      if (found.root().map(root -> live(root).files().contains(file)).orElse(false)) {
        return replacement;
      }
      replacement.get().drop();
    }
    return Optional.empty();
  }

  private Opened upToTheEnd(Found found) throws IOException {
    Optional<Replacement> compaction = compaction(found);
    RootKeeper keeper = new RootKeeper(roots, found.index(), found.pages(), indexes.run());
    Applier applier =
        found.root().isPresent()
            ? replayed(found, found.root().get(), keeper)
            : rebuilt(found, keeper);
    return new Opened(found.index(), found.pages(), keeper, applier, compaction);
  }

  private Applier replayed(Found found, RootRecord root, RootKeeper keeper) throws IOException {
    LiveBytes live = live(root);
    Replayer replayer = new Replayer(found.pages(), found.tree(), live, recentBytes);
    try (Replay replay = log.replay(root.position())) {
      replayer.replay(replay, progress());
    }
    if (replayer.folded()) {
      replayer.fold();
      keeper.begin(replayer.tree().root(), log.end(), live.encode());
      replayer.removeOutdated();
    } else {
      keeper.begin(root.tree(), root.position(), root.engine());
    }
    return replayer.applier();
  }

  private Applier rebuilt(Found found, RootKeeper keeper) throws IOException {
    Rebuild rebuild = new Rebuild(found.index(), found.pages(), disk, recentBytes);
    try (Replay replay = log.replay()) {
      Tree tree = rebuild.run(replay, progress());
      keeper.begin(tree.root(), log.end(), rebuild.live().encode());
      return new Applier(Replayer.over(tree), rebuild.live());
    }
  }

  private Replayer.Progress progress() {
    long last = log.end().commit();
    return commit -> listener.replayed(commit, last);
  }

  private static LiveBytes live(RootRecord root) {
    return LiveBytes.decode(root.engine());
  }
}
