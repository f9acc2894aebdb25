package dev.couchgrass.core.entry;

import dev.couchgrass.core.hash.Cid;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Entries that stand for themselves and all that they descend from: a moment of a database, or of
 * one of its stores. Equal if the entries are, in whatever order they were given.
 *
 * @param ids in the order of their bytes, each once
 */
public record Tips(List<Cid> ids) {
  /** The moment before there was anything. */
  public static final Tips NONE = new Tips(List.of());

  /**
   * @param ids in any order; one that is given several times counts once
   */
  public Tips {
    ids = List.copyOf(new TreeSet<>(ids));
  }

  public static Tips of(Cid... ids) {
    return new Tips(List.of(ids));
  }

  public static Tips of(Collection<Cid> ids) {
    return new Tips(List.copyOf(ids));
  }

  public boolean isEmpty() {
    return ids.isEmpty();
  }

  public boolean contains(Cid id) {
    return ids.contains(id);
  }
}
