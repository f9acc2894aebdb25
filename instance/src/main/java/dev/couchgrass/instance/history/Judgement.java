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

  /**
   * It can't be told yet.
   *
   * @param missing entries that have to come first, or to be verified; empty if it is the time that
   *     has to come
   */
  record Waiting(Set<Cid> missing) implements Judgement {
    public Waiting {
      missing = Set.copyOf(missing);
    }
  }
}
