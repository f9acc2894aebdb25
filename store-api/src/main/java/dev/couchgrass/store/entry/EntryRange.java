package dev.couchgrass.store.entry;

import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import java.util.Objects;
import java.util.Optional;

/**
 * Part of a history: what some entries descend from, themselves included, but not what others do.
 *
 * @param database the id of its root
 * @param store whose links are followed; empty for those of the database itself
 * @param from what is left out, with all that it descends from: entries of any database, there or
 *     not, of which those count that are there
 * @param to where the history ends, included
 */
public record EntryRange(Cid database, Optional<String> store, Tips from, Tips to) {
  public EntryRange {
    Objects.requireNonNull(database);
    Objects.requireNonNull(store);
    Objects.requireNonNull(from);
    Objects.requireNonNull(to);
  }

  /** All that some entries of a database descend from. */
  public static EntryRange to(Cid database, Tips tips) {
    return new EntryRange(database, Optional.empty(), Tips.NONE, tips);
  }

  /** All that some entries of a store descend from in it. */
  public static EntryRange to(Cid database, String store, Tips tips) {
    return new EntryRange(database, Optional.of(store), Tips.NONE, tips);
  }

  /** Without what others descend from. */
  public EntryRange from(Tips tips) {
    return new EntryRange(database, store, tips, to);
  }
}
