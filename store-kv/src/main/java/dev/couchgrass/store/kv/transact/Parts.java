package dev.couchgrass.store.kv.transact;

import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.kv.database.KvDatabase;
import dev.couchgrass.store.kv.entry.KvEntryStore;
import dev.couchgrass.store.kv.log.KvLogStores;
import io.vertx.core.Future;

/** What a transaction may touch. Futures complete anywhere. */
public interface Parts {
  /** The stores of signed logs. */
  Future<KvLogStores> logs();

  /** A database. Fails with {@code DATABASE_MISSING}. */
  Future<KvDatabase> database(DatabaseName name);

  /** The store of entries. */
  Future<KvEntryStore> entries();

  /** Rows of signed logs are to be swept, as was committed; must not wait nor throw. */
  void sweep();
}
