package dev.couchgrass.instance.history;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.auth.SignedEntry;
import java.util.Set;

/** What is found of an entry. */
public sealed interface Judgement {
  /** The entry is right. */
  record Right(SignedEntry signed, Permission permission) implements Judgement {}

  /**
   * The entry is right by what it pins, and a change of the settings that it does not know took
   * away what it needs.
   *
   * @param reason in words
   */
  record TakenAway(SignedEntry signed, String reason) implements Judgement {}

  /**
   * The entry is refused, for good.
   *
   * @param reason in words
   */
  record Refused(String reason) implements Judgement {}

  /** It can't be told yet. */
  sealed interface Undecided extends Judgement {
    /** Entries that have to come first, or to be verified; empty if it is the time. */
    Set<Cid> missing();
  }

  /** Entries of the database are missing. */
  record Waiting(Set<Cid> missing) implements Undecided {
    public Waiting {
      missing = Set.copyOf(missing);
    }
  }

  /** Entries of other databases are missing: these at least. */
  record Elsewhere(Set<Cid> missing) implements Undecided {
    public Elsewhere {
      missing = Set.copyOf(missing);
    }
  }

  /**
   * The time of the entry has not come.
   *
   * @param due when it has, in milliseconds
   */
  record Early(long due) implements Undecided {
    @Override
    public Set<Cid> missing() {
      return Set.of();
    }
  }
}
