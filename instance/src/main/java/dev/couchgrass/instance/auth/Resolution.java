package dev.couchgrass.instance.auth;

import dev.couchgrass.core.hash.Cid;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Which keys an entry names as those that may have signed it. */
public sealed interface Resolution {
  /** At least one key, in the order of the keys' bytes. */
  record Candidates(List<Candidate> list) implements Resolution {
    public Candidates {
      list = List.copyOf(list);
    }
  }

  /** None, for good. */
  record Refused(AuthRefusal refusal) implements Resolution {
    public Refused {
      Objects.requireNonNull(refusal);
    }
  }

  /**
   * It can't be told yet, as entries of other databases are not here: to be asked again when they
   * come.
   *
   * @param ids at least one of those that are missing, not always all
   */
  record Missing(Set<Cid> ids) implements Resolution {
    public Missing {
      ids = Set.copyOf(ids);
    }
  }
}
