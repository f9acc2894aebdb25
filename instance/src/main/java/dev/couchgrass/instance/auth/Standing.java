package dev.couchgrass.instance.auth;

import dev.couchgrass.core.hash.Cid;
import java.util.List;
import java.util.Set;

/** Which restrictions stand. */
public sealed interface Standing {
  /**
   * Those that stand, which is the same on every replica that has the same ones.
   *
   * @param restrictions in the order in which they were heard
   */
  record Known(List<Restriction> restrictions) implements Standing {
    public Known {
      restrictions = List.copyOf(restrictions);
    }
  }

  /**
   * It can't be told yet of all, as entries of other databases are not here.
   *
   * @param ids at least one of those that are missing, not always all
   * @param restrictions those that stand, if what can't be told does not
   */
  record Missing(Set<Cid> ids, List<Restriction> restrictions) implements Standing {
    public Missing {
      ids = Set.copyOf(ids);
      restrictions = List.copyOf(restrictions);
    }
  }
}
