package dev.couchgrass.core.entry;

import dev.couchgrass.core.hash.Cid;
import java.util.Set;

/** What the ancestors of an entry say about it. */
public sealed interface Verdict {
  /** All is in order, as far as the ancestors can say. */
  record Accepted() implements Verdict {}

  /** The entry is refused, for good: no entry that arrives later changes that. */
  record Refused(Refusal refusal) implements Verdict {}

  /**
   * Nothing is wrong so far, and some ancestors are missing: to be asked again when they come.
   *
   * @param ids at least one of those that are missing, not always all
   */
  record Missing(Set<Cid> ids) implements Verdict {
    public Missing {
      ids = Set.copyOf(ids);
    }
  }

  /**
   * The entry's height is a time that has not come yet: to be asked again then.
   *
   * @param height the time, in milliseconds
   */
  record TooEarly(long height) implements Verdict {}
}
