package dev.couchgrass.acceptance.instance;

import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.Instance;
import dev.couchgrass.instance.InstanceOptions;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.peer.SyncOptions;
import dev.couchgrass.instance.store.DocStore;
import dev.couchgrass.instance.store.SettingsStore;
import dev.couchgrass.instance.sync.InstanceSync;
import dev.couchgrass.instance.user.User;
import dev.couchgrass.store.Storage;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A machine on a network: a storage, an instance, and one user. */
final class Machine implements AutoCloseable {
  /** So long that only what is asked for happens. */
  private static final Duration NEVER = Duration.ofDays(1);

  private final Vertx vertx;
  private final LossyNetwork network;
  private final String name;
  private final Supplier<Storage> opening;
  private final boolean keepsNothing;
  private Storage storage;
  private Instance instance;
  private InstanceSync sync;
  private User user;

  /**
   * A machine that runs.
   *
   * @param keepsNothing whether the storage would be gone if it were closed
   */
  Machine(
      Vertx vertx,
      LossyNetwork network,
      String name,
      Supplier<Storage> opening,
      boolean keepsNothing) {
    this.vertx = vertx;
    this.network = network;
    this.name = name;
    this.opening = opening;
    this.keepsNothing = keepsNothing;
    this.storage = opening.get();
    start();
  }

  private void start() {
    instance = Instance.open(vertx, storage, InstanceOptions.DEFAULTS).await();
    SyncOptions options =
        SyncOptions.DEFAULTS
            .withAddresses(List.of(LossyNetwork.address(name)))
            .withInterval(NEVER)
            .withRetries(NEVER, NEVER);
    sync = instance.enableSync(options, List.of(network.transport())).await();
    if (instance.listUsers().await().isEmpty()) {
      instance.createUser(name, Optional.empty()).await();
    }
    user = instance.loginUser(name, Optional.empty()).await();
    network.plug(name, sync::answer);
  }

  /** Ends at once, whatever is under way, and begins anew with what was kept. */
  void restart() {
    network.unplug(name);
    instance.close();
    if (!keepsNothing) {
      storage.close().await();
      storage = opening.get();
    }
    start();
  }

  InstanceSync sync() {
    return sync;
  }

  User user() {
    return user;
  }

  Instance instance() {
    return instance;
  }

  PublicKey key() {
    return user.defaultKey().await();
  }

  SignedDatabase open(Cid database) {
    return user.openDatabase(database).await();
  }

  /** Tips, settings and stores: all that can be seen of a database. */
  String view(Cid id) {
    SignedDatabase database = instance.database(id);
    StringBuilder view = new StringBuilder(database.snapshot().await().toString());
    view.append(database.read(SettingsStore.TYPE, StoreNames.SETTINGS).await().all());
    database
        .stores()
        .await()
        .forEach(
            (store, type) ->
                view.append('\n')
                    .append(store)
                    .append(database.read(DocStore.TYPE, store).await().all()));
    return view.toString();
  }

  @Override
  public void close() {
    network.unplug(name);
    sync.close().await();
    instance.close();
    storage.close().await();
  }
}
