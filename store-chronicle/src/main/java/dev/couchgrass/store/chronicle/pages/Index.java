package dev.couchgrass.store.chronicle.pages;

import dev.couchgrass.store.chronicle.tree.PageStore;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

/** Pages in a file that can be thrown away: all that the engine needs of Chronicle Map. */
public interface Index extends PageStore, AutoCloseable {
  /** The name of the file that every page is in; empty until there is one. */
  Optional<String> fileName();

  /** How many pages there are. */
  long pages();

  /**
   * Says about how many bytes of pages are to come, so that the file is made for them and need not
   * grow on the way. Before the first page is written; later it changes nothing.
   */
  void expect(long bytes);

  /** Removes all pages but these: after a kill, what an unfinished edit left behind. */
  void retain(LongPredicate needed);

  /**
   * Moves all pages into a new file, of no more than what they need. The file before stays until
   * {@link #deleteOthers}.
   *
   * @throws java.io.UncheckedIOException if there is no room for it
   */
  void compact();

  /**
   * Deletes every other file of an index in the folder.
   *
   * @param named files that a root names still
   * @throws java.io.UncheckedIOException if one can't be deleted
   */
  void deleteOthers(Set<String> named);

  /**
   * Brings all pages to disk, and lets go of the file as {@link #close} does.
   *
   * @return a checksum over the file, for {@link Opener#open}
   * @throws java.io.UncheckedIOException if that fails
   */
  long seal();

  /** Waits for reads under way, and lets go of the file; reads fail from then on. Idempotent. */
  @Override
  void close();

  /** Opens indexes. Those that cannot be opened throw {@code IndexException}. */
  interface Opener {
    /**
     * The run of the machine: as long as it is the same, every page that was written is there, be
     * the process dead. Empty where there is no telling.
     */
    Optional<String> run();

    /** One without pages, in a file that is made with the first page. */
    Index empty();

    /** One that was sealed, if its file has that checksum still. */
    Index open(String file, long checksum);

    /** One whose process was killed, while the machine ran on. */
    Index recover(String file);
  }
}
