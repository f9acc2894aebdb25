package dev.couchgrass.instance.auth;

import dev.couchgrass.core.key.PublicKey;
import java.util.Objects;

/**
 * A key that may have signed an entry.
 *
 * @param permission what it may do in the entry's database
 */
public record Candidate(PublicKey key, Permission permission) {
  public Candidate {
    Objects.requireNonNull(key);
    Objects.requireNonNull(permission);
  }
}
