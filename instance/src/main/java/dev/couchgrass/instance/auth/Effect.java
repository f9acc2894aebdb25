package dev.couchgrass.instance.auth;

import dev.couchgrass.core.hash.Cid;
import java.util.Objects;
import java.util.Set;

/** What a restriction does to an entry that is concurrent to it. */
public sealed interface Effect {
  /** The entry does not count. */
  record Takes(AuthRefusal refusal) implements Effect {
    public Takes {
      Objects.requireNonNull(refusal);
    }
  }

  /** The restriction is nothing to the entry. */
  record Leaves() implements Effect {}

  /**
   * It can't be told yet, as entries of other databases are not here.
   *
   * @param ids at least one of those that are missing, not always all
   */
  record Missing(Set<Cid> ids) implements Effect {
    public Missing {
      ids = Set.copyOf(ids);
    }
  }
}
