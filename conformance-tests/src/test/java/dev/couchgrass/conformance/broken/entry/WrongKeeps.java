package dev.couchgrass.conformance.broken.entry;

import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.StateKey;
import io.vertx.core.Future;
import java.util.Optional;

/** Stores that keep states, and what the instance keeps, otherwise than they must. */
final class WrongKeeps {
  private WrongKeeps() {}

  /** A user's state is everybody's. */
  static final class UsersShare extends DelegatingEntryStore {
    UsersShare(EntryStore inner) {
      super(inner);
    }

    private static StateKey shared(StateKey key) {
      return StateKey.shared(key.id(), key.store());
    }

    @Override
    public Future<Optional<byte[]>> cachedState(StateKey key) {
      return inner.cachedState(shared(key));
    }

    @Override
    public Future<Void> cacheState(StateKey key, byte[] state) {
      return inner.cacheState(shared(key), state);
    }
  }

  static final class StatesStay extends DelegatingEntryStore {
    StatesStay(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<Void> clearStates() {
      return Future.succeededFuture();
    }
  }

  static final class SecretsAreMetadata extends DelegatingEntryStore {
    SecretsAreMetadata(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<Optional<byte[]>> instanceSecrets() {
      return inner.instanceMetadata();
    }

    @Override
    public Future<Void> setInstanceSecrets(byte[] secrets) {
      return inner.setInstanceMetadata(secrets);
    }
  }

  static final class FailsAfterClosing extends DelegatingEntryStore {
    FailsAfterClosing(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<Tips> tips(Cid database) {
      try {
        return inner.tips(database);
      } catch (IllegalStateException closed) {
        return Future.failedFuture(closed);
      }
    }
  }
}
