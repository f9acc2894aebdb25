package dev.couchgrass.store.chronicle.pages;

import dev.couchgrass.store.chronicle.tree.IndexException;
import dev.couchgrass.store.chronicle.tree.PageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Pages as entries of a Chronicle Map. One that is full is replaced by one of twice the size, while
 * reads go on.
 *
 * <p>Reads take no lock that writes hold for long; writes, removals and replacements exclude each
 * other, so whoever must not wait leaves them to another thread.
 */
public final class ChroniclePages implements Index {
  /** As pages come out of a tree, about 3 MiB; the file takes that space as it fills. */
  private static final long FIRST_PAGES = 256;

  private final Path folder;
  private final DiskSpace space;

  /** Where pages are; nothing yet until the first one is written. */
  private volatile Maps maps;

  private long lastNumber;
  private long firstPages = FIRST_PAGES;
  private boolean closed;

  private static final class Maps {
    final @Nullable MapFile newer;

    /** What is being copied to the newer one. */
    final @Nullable MapFile older;

    Maps(@Nullable MapFile newer, @Nullable MapFile older) {
      this.newer = newer;
      this.older = older;
    }
  }

  private ChroniclePages(Path folder, long lastNumber, @Nullable MapFile map) {
    this.folder = folder;
    this.lastNumber = lastNumber;
    space = new DiskSpace(folder);
    maps = new Maps(map, null);
  }

  /**
   * Opens indexes in a folder. Writes nothing yet.
   *
   * @throws MissingFlagsException if the JVM was not started as Chronicle Map needs it
   */
  public static Index.Opener in(Path folder) {
    JvmFlags.require();
    MapFile.load();
    return new Index.Opener() {
      @Override
      public Optional<String> run() {
        return BootId.current();
      }

      @Override
      public Index empty() {
        return ChroniclePages.empty(folder);
      }

      @Override
      public Index open(String file, long checksum) {
        return ChroniclePages.open(folder, file, checksum);
      }

      @Override
      public Index recover(String file) {
        return ChroniclePages.recover(folder, file);
      }
    };
  }

  /**
   * No pages yet. The file is made with the first one.
   *
   * @throws MissingFlagsException if the JVM was not started as Chronicle Map needs it
   * @throws UncheckedIOException if the folder can't be listed
   */
  public static ChroniclePages empty(Path folder) {
    JvmFlags.require();
    return new ChroniclePages(folder, IndexFiles.lastNumber(folder), null);
  }

  /**
   * The pages of a file that was sealed. Reads all of it, to see that it is as it was.
   *
   * @param checksum what {@link #seal} answered
   * @throws IndexException if the file is missing, or has changed
   * @throws MissingFlagsException if the JVM was not started as Chronicle Map needs it
   */
  public static ChroniclePages open(Path folder, String name, long checksum) {
    JvmFlags.require();
    MapFile map = MapFile.open(IndexFiles.require(folder, name), checksum);
    return new ChroniclePages(folder, IndexFiles.lastNumber(folder), map);
  }

  /**
   * The pages of a file whose process was killed while the machine ran on. Takes about a second for
   * 100,000 pages. What was being written may be missing or damaged; pages may be there that no
   * tree needs: see {@link #retain}.
   *
   * @throws IndexException if the file is missing or odd
   * @throws MissingFlagsException if the JVM was not started as Chronicle Map needs it
   */
  public static ChroniclePages recover(Path folder, String name) {
    JvmFlags.require();
    MapFile map = MapFile.recover(IndexFiles.require(folder, name));
    return new ChroniclePages(folder, IndexFiles.lastNumber(folder), map);
  }

  @Override
  public synchronized Optional<String> fileName() {
    return Optional.ofNullable(maps.newer).map(MapFile::name);
  }

  @Override
  public synchronized long pages() {
    MapFile map = maps.newer;
    return map == null ? 0 : map.pages();
  }

  @Override
  public synchronized void expect(long bytes) {
    firstPages = Math.max(FIRST_PAGES, MapFile.pagesOf(bytes));
  }

  @Override
  public byte[] read(long id) {
    try {
      byte[] page = find(id);
      if (page != null) {
        return page;
      }
    } catch (RuntimeException | InternalError odd) {
      throw new PageException(id, "The page can't be read", odd);
    }
    throw new PageException(id, "There is no such page");
  }

  private byte @Nullable [] find(long id) {
    Maps seen;
    do {
      seen = maps;
      MapFile newer = seen.newer;
      byte[] page = newer == null ? null : newer.get(id);
      if (page == null && seen.older != null) {
        page = seen.older.get(id);
      }
      if (page != null) {
        return page;
      }
    } while (seen != maps);
    return null;
  }

  @Override
  public boolean contains(long id) {
    Maps seen;
    do {
      seen = maps;
      MapFile newer = seen.newer;
      if ((newer != null && newer.contains(id))
          || (seen.older != null && seen.older.contains(id))) {
        return true;
      }
    } while (seen != maps);
    return false;
  }

  @Override
  public synchronized void write(long id, byte[] page) {
    requireOpen();
    space.require(page.length);
    MapFile map = maps.newer;
    if (map == null) {
      map = make(firstPages);
      maps = new Maps(map, null);
    }
    if (!map.put(id, page) && !grow(map).put(id, page)) {
      throw new PageException(id, "The page does not fit into a map of twice the size");
    }
  }

  @Override
  public synchronized void remove(long id) {
    MapFile map = maps.newer;
    if (map != null && !closed) {
      map.remove(id);
    }
  }

  @Override
  public synchronized void retain(LongPredicate needed) {
    requireOpen();
    MapFile map = maps.newer;
    if (map != null) {
      map.retain(needed);
    }
  }

  @Override
  public synchronized void compact() {
    requireOpen();
    MapFile map = maps.newer;
    if (map != null) {
      move(map, Math.max(FIRST_PAGES, map.pages()));
    }
  }

  private MapFile grow(MapFile full) {
    return move(full, Math.max(FIRST_PAGES, 2 * full.pages()));
  }

  /** Copies all pages; until that is done, reads look into both files. */
  private MapFile move(MapFile from, long pages) {
    for (long size = pages; ; size *= 2) {
      MapFile to = make(size);
      maps = new Maps(to, from);
      boolean moved = false;
      try {
        space.require(from.bytes());
        moved = from.copyTo(to);
      } finally {
        maps = moved ? new Maps(to, null) : new Maps(from, null);
        (moved ? from : to).close();
      }
      if (moved) {
        return to;
      }
    }
  }

  private MapFile make(long pages) {
    Path file = folder.resolve(IndexFiles.name(++lastNumber));
    try {
      return MapFile.create(file, pages);
    } catch (IOException failed) {
      throw new UncheckedIOException("No file for the index can be made", failed);
    }
  }

  @Override
  public synchronized void deleteOthers(Set<String> named) {
    MapFile map = maps.newer;
    try {
      for (Path file : IndexFiles.list(folder)) {
        String name = file.getFileName().toString();
        if (!named.contains(name) && (map == null || !name.equals(map.name()))) {
          Files.delete(file);
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("Old files of the index can't be deleted", failed);
    }
  }

  @Override
  public synchronized long seal() {
    requireOpen();
    closed = true;
    MapFile map = maps.newer;
    try {
      return map == null ? 0 : map.seal();
    } catch (IOException failed) {
      throw new UncheckedIOException("The index can't be brought to disk", failed);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    MapFile map = maps.newer;
    if (map != null) {
      map.close();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The pages are closed");
    }
  }
}
