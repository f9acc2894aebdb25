package dev.couchgrass.instance.auth;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import java.util.Objects;
import java.util.Set;

/** What settings say about an entry. */
public sealed interface Ruling {
  /**
   * The entry is authorised.
   *
   * @param key whose signature it bears
   * @param permission what the key may do
   */
  record Allowed(PublicKey key, Permission permission) implements Ruling {
    public Allowed {
      Objects.requireNonNull(key);
      Objects.requireNonNull(permission);
    }
  }

  /** The entry is not authorised by these settings, for good. */
  record Refused(AuthRefusal refusal) implements Ruling {
    public Refused {
      Objects.requireNonNull(refusal);
    }
  }

  /**
   * Nothing is wrong so far, and entries of other databases are not here: to be asked again when
   * they come.
   *
   * @param ids at least one of those that are missing, not always all
   */
  record Missing(Set<Cid> ids) implements Ruling {
    public Missing {
      ids = Set.copyOf(ids);
    }
  }
}
