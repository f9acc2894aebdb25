package dev.couchgrass.store.operation;

import dev.couchgrass.core.hash.Hash;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Finds operations by their ids. */
public interface OperationStore {
  /** The most ids that one call of {@link #present} takes. */
  int MAX_IDS = 10_000;

  /** An operation; empty if it is not there. */
  Future<Optional<StoredOperation>> get(Hash id);

  /** Whether an operation is there, with or without its body. */
  Future<Boolean> has(Hash id);

  /**
   * Those of some operations that are there.
   *
   * @throws IllegalArgumentException if there are more than {@link #MAX_IDS}
   */
  Future<Set<Hash>> present(Collection<Hash> ids);
}
