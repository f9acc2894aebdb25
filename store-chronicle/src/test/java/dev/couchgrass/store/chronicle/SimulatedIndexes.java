package dev.couchgrass.store.chronicle;

import dev.couchgrass.store.chronicle.disk.PowerCutException;
import dev.couchgrass.store.chronicle.disk.SimulatedDisk;
import dev.couchgrass.store.chronicle.pages.Index;
import dev.couchgrass.store.chronicle.tree.IndexException;
import dev.couchgrass.store.chronicle.tree.PageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Indexes on the heap, of a simulated machine. Whatever is done to them is a call of its disk. When
 * a process is killed, every page that was written is there, and perhaps half of one more; when the
 * power goes, anything may become of a file that is not sealed.
 */
final class SimulatedIndexes implements Index.Opener {
  private static final int FIRST_PAGES = 5;

  /** A page is copied into a larger file with one call for so many. */
  private static final int COPIED_AT_ONCE = 4;

  private final SimulatedDisk disk;
  private final String run;
  private final NavigableMap<String, NavigableMap<Long, byte[]>> files = new TreeMap<>();
  private final Map<String, Long> seals = new TreeMap<>();
  private int written;
  private boolean grown;
  private boolean compacted;
  private Optional<Error> broken = Optional.empty();

  SimulatedIndexes(SimulatedDisk disk, String run) {
    this.disk = disk;
    this.run = run;
  }

  /** What the next start of the machine finds. */
  SimulatedIndexes afterCrash(SimulatedDisk next, String nextRun, long seed) {
    Random choices = new Random(seed);
    SimulatedIndexes left = new SimulatedIndexes(next, nextRun);
    files.forEach(
        (name, pages) -> {
          NavigableMap<Long, byte[]> kept = copy(pages);
          boolean sealed = seals.containsKey(name) && seals.get(name) == checksum(pages);
          if (sealed || choices.nextInt(3) > 0) {
            if (!sealed) {
              damage(kept, choices);
            }
            left.files.put(name, kept);
          }
        });
    return left;
  }

  private static void damage(NavigableMap<Long, byte[]> pages, Random choices) {
    int percent = choices.nextInt(60);
    pages.keySet().removeIf(id -> choices.nextInt(100) < percent);
    pages.replaceAll((id, page) -> choices.nextInt(100) < percent ? half(page) : page);
  }

  private static byte[] half(byte[] page) {
    return Arrays.copyOf(page, page.length / 2);
  }

  private static NavigableMap<Long, byte[]> copy(NavigableMap<Long, byte[]> pages) {
    return new TreeMap<>(pages);
  }

  private static long checksum(NavigableMap<Long, byte[]> pages) {
    CRC32C checksum = new CRC32C();
    pages.forEach(
        (id, page) -> {
          checksum.update(id.hashCode());
          checksum.update(page);
        });
    return checksum.getValue();
  }

  /** How many pages were written, those that were only copied not counted. */
  int written() {
    return written;
  }

  /** Whether a file was full, and all of it was copied to a larger one. */
  boolean grown() {
    return grown;
  }

  /** Whether an index was copied to a file of just its size. */
  boolean compacted() {
    return compacted;
  }

  /** How many pages there are. */
  int pages() {
    return files.values().stream().mapToInt(NavigableMap::size).sum();
  }

  private long lastNumber() {
    return files.isEmpty() ? 0 : Long.parseLong(files.lastKey().substring(6, 16));
  }

  /** Loses every page that there is now. */
  void loseAll() {
    files.values().forEach(NavigableMap::clear);
  }

  /** Lets every write fail as if the library beneath could not be loaded. */
  void breakWith(Error error) {
    broken = Optional.of(error);
  }

  /** Cuts every page in half that there is now. */
  void damageAll() {
    files.values().forEach(pages -> pages.replaceAll((id, page) -> half(page)));
  }

  @Override
  public Optional<String> run() {
    return Optional.of(run);
  }

  @Override
  public Index empty() {
    return new Pages(null);
  }

  @Override
  public Index open(String file, long checksum) {
    Pages pages = new Pages(require(file));
    if (checksum(files.get(file)) != checksum) {
      throw new IndexException("The index is not as it was left");
    }
    return pages;
  }

  @Override
  public Index recover(String file) {
    return new Pages(require(file));
  }

  private String require(String file) {
    call(false);
    if (!files.containsKey(file)) {
      throw new IndexException("There is no such file");
    }
    return file;
  }

  private void call(boolean needsSpace) {
    try {
      disk.call(needsSpace);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What changes memory alone can't fail, but the power may go. */
  private void cut() {
    try {
      disk.call(false);
    } catch (IOException none) {
      // There is no I/O in it.
    }
  }

  private final class Pages implements Index {
    private @Nullable String name;
    private int room = FIRST_PAGES;
    private boolean closed;

    Pages(@Nullable String name) {
      this.name = name;
    }

    private NavigableMap<Long, byte[]> byNumber() {
      return name == null ? new TreeMap<>() : files.get(name);
    }

    @Override
    public Optional<String> fileName() {
      return Optional.ofNullable(name);
    }

    @Override
    public long pages() {
      return byNumber().size();
    }

    @Override
    public void expect(long bytes) {
      room = Math.max(FIRST_PAGES, (int) (bytes / 4096));
    }

    @Override
    public byte[] read(long id) {
      byte[] page = closed ? null : byNumber().get(id);
      if (page == null) {
        throw new PageException(id, "There is no such page");
      }
      return page.clone();
    }

    @Override
    public boolean contains(long id) {
      return !closed && byNumber().containsKey(id);
    }

    @Override
    public void write(long id, byte[] page) {
      requireOpen();
      if (broken.isPresent()) {
        throw broken.get();
      }
      if (name == null) {
        name = make();
      } else if (byNumber().size() >= room) {
        move(2 * room);
        grown = true;
      }
      try {
        call(true);
      } catch (PowerCutException e) {
        byNumber().put(id, half(page));
        throw e;
      }
      byNumber().put(id, page.clone());
      written++;
    }

    @Override
    public void remove(long id) {
      if (!closed) {
        cut();
        byNumber().remove(id);
      }
    }

    @Override
    public void retain(LongPredicate needed) {
      requireOpen();
      cut();
      byNumber().keySet().removeIf(id -> !needed.test(id));
    }

    @Override
    public void compact() {
      requireOpen();
      if (name != null) {
        move(Math.max(FIRST_PAGES, byNumber().size()));
        compacted = true;
      }
    }

    private String make() {
      call(true);
      String made = String.format("index-%010d.map", lastNumber() + 1);
      files.put(made, new TreeMap<>());
      return made;
    }

    private void move(int pages) {
      String to = make();
      int copied = 0;
      for (Map.Entry<Long, byte[]> page : byNumber().entrySet()) {
        if (copied++ % COPIED_AT_ONCE == 0) {
          call(true);
        }
        files.get(to).put(page.getKey(), page.getValue());
      }
      name = to;
      room = pages;
    }

    @Override
    public void deleteOthers(Set<String> named) {
      call(false);
      files.keySet().removeIf(file -> !named.contains(file) && !file.equals(name));
    }

    @Override
    public long seal() {
      requireOpen();
      call(true);
      closed = true;
      long checksum = checksum(byNumber());
      if (name != null) {
        seals.put(name, checksum);
      }
      return checksum;
    }

    @Override
    public void close() {
      closed = true;
    }

    private void requireOpen() {
      if (closed) {
        throw new IllegalStateException("The pages are closed");
      }
    }
  }
}
