package dev.couchgrass.bench.instance;

import dev.couchgrass.bench.measure.Folders;
import dev.couchgrass.bench.measure.Kept;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.Instance;
import dev.couchgrass.instance.InstanceOptions;
import dev.couchgrass.instance.database.WriteSource;
import dev.couchgrass.instance.user.User;
import dev.couchgrass.store.Storage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An instance of one user, in a storage of its own.
 *
 * @param folder of the storage, removed in the end
 */
record Home(Vertx vertx, Storage storage, Instance instance, Path folder) {
  private static final String USER = "alice";
  private static final int BATCH = 1_000;

  /** Makes a new one. */
  static Home make(Vertx vertx, Kept kept, Path folder) {
    Storage storage = kept.open(vertx, folder);
    Instance instance = Instance.open(vertx, storage, InstanceOptions.DEFAULTS).await();
    instance.createUser(USER, Optional.empty()).await();
    return new Home(vertx, storage, instance, folder);
  }

  /** The user, logged in. */
  User user() {
    return instance.loginUser(USER, Optional.empty()).await();
  }

  /**
   * Puts entries into a database, as they come from a peer, so many at a time; the next ones are
   * handed in when the ones before those that are under way are done.
   */
  void put(Cid database, List<Entry> entries) {
    Future<Void> before = Future.succeededFuture();
    for (int from = 0; from < entries.size(); from += BATCH) {
      Future<Void> next =
          putLater(database, entries.subList(from, Math.min(entries.size(), from + BATCH)));
      before.await();
      before = next;
    }
    before.await();
  }

  /** As {@link #put}, one after the other. */
  void putOneByOne(Cid database, List<Entry> entries) {
    entries.forEach(entry -> putAll(database, List.of(entry)));
  }

  private void putAll(Cid database, List<Entry> batch) {
    putLater(database, batch).await();
  }

  private Future<Void> putLater(Cid database, List<Entry> batch) {
    return instance
        .putEntries(database, batch, WriteSource.REMOTE)
        .compose(
            received ->
                received.accepted().size() == batch.size()
                    ? Future.succeededFuture()
                    : Future.failedFuture("Not everything was accepted: " + received));
  }

  /** Ends it, and removes what it kept. */
  void remove() throws IOException {
    instance.close();
    storage.close().await();
    Folders.remove(folder);
    System.gc();
  }
}
