package dev.couchgrass.store.entry;

import dev.couchgrass.core.hash.Cid;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Which state is kept for later.
 *
 * @param user whose alone it is; empty if it is everybody's
 * @param id of the entry, or of whatever else the state is the state of
 * @param store the store's name
 */
public record StateKey(Optional<UUID> user, Cid id, String store) {
  public StateKey {
    Objects.requireNonNull(user);
    Objects.requireNonNull(id);
    Objects.requireNonNull(store);
  }

  /** A state that is everybody's. */
  public static StateKey shared(Cid id, String store) {
    return new StateKey(Optional.empty(), id, store);
  }

  /** A state that is one user's alone. */
  public static StateKey of(UUID user, Cid id, String store) {
    return new StateKey(Optional.of(user), id, store);
  }
}
