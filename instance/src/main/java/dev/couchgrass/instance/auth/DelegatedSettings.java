package dev.couchgrass.instance.auth;

import dev.couchgrass.core.hash.Cid;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The settings of other databases, whose keys a database may trust. */
@FunctionalInterface
public interface DelegatedSettings {
  /** Of no database are entries here. */
  DelegatedSettings NONE = (database, tips, floor) -> new Missing(Set.of(database));

  /**
   * Finds a database's settings as of some of its tips.
   *
   * <p>The answer must be the same on every replica that has the entries, however the database went
   * on: what is not here is missing, and never below the floor.
   *
   * @param tips as an entry names them, perhaps falsely: entries that are known to be of no
   *     accepted state of this database are {@link Below}
   * @param floor of each of these, one of the tips must be it or build on it
   */
  Answer find(Cid database, List<Cid> tips, List<Cid> floor);

  /** What is found. */
  sealed interface Answer {}

  /** The settings as of the tips, which are at or above the floor. */
  record Found(AuthSettings settings) implements Answer {
    public Found {
      Objects.requireNonNull(settings);
    }
  }

  /**
   * It can't be told yet.
   *
   * @param ids at least one of the entries that are missing, not always all
   */
  record Missing(Set<Cid> ids) implements Answer {
    public Missing {
      ids = Set.copyOf(ids);
    }
  }

  /** The tips are not at or above the floor, whatever is still to come. */
  record Below() implements Answer {}
}
