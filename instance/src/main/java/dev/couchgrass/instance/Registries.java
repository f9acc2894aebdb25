package dev.couchgrass.instance;

import dev.couchgrass.instance.database.DatabaseCore;
import dev.couchgrass.instance.database.DatabaseRegistry;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.flow.Sequencer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The registry of each storage's databases: the same for every instance that is opened on it, since
 * of each database there must be one history.
 */
final class Registries {
  /** What of a storage is there once. It holds the store, so here it is held weakly. */
  private record Shared(WeakReference<DatabaseRegistry> databases, Sequencer turns) {}

  private static final Map<EntryStore, Shared> SHARED = new WeakHashMap<>();

  private Registries() {}

  /** The databases of a storage, by the options, and with the workers, of whoever was first. */
  static Future<DatabaseRegistry> of(Vertx vertx, Storage storage, InstanceOptions options) {
    return storage.entries().map(entries -> of(vertx, entries, options));
  }

  private static DatabaseRegistry of(Vertx vertx, EntryStore entries, InstanceOptions options) {
    synchronized (SHARED) {
      Shared known = SHARED.get(entries);
      DatabaseRegistry databases = known == null ? null : known.databases().get();
      if (databases == null) {
        databases =
            new DatabaseRegistry(
                vertx,
                entries,
                new DatabaseCore.Means(options.clock(), options.random()),
                options.maxSkew(),
                options.maxUnverified(),
                options.maxUnverifiedBytes());
        SHARED.put(entries, new Shared(new WeakReference<>(databases), new Sequencer()));
      }
      return databases;
    }
  }

  /** One after the other, of those who make an instance in a storage. */
  static Sequencer turns(DatabaseRegistry databases) {
    synchronized (SHARED) {
      Shared known = SHARED.get(databases.entries());
      return known == null ? new Sequencer() : known.turns();
    }
  }
}
