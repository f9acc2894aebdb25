package dev.couchgrass.instance.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.Instance;
import dev.couchgrass.instance.InstanceOptions;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.peer.SyncOptions;
import dev.couchgrass.instance.store.DocStore;
import dev.couchgrass.instance.user.User;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A machine with a storage, an instance, and one user, by whose name it is known. */
final class Machine implements AutoCloseable {
  static final String STORE = "notes";

  private final Vertx vertx;
  private final LocalNetwork network;
  private final String name;
  private final Storage storage;
  private final InstanceOptions options;
  private final SyncOptions syncOptions;
  private Instance instance;
  private InstanceSync sync;
  private User user;

  private Machine(
      Vertx vertx,
      LocalNetwork network,
      String name,
      Storage storage,
      InstanceOptions options,
      SyncOptions syncOptions) {
    this.vertx = vertx;
    this.network = network;
    this.name = name;
    this.storage = storage;
    this.options = options;
    this.syncOptions = syncOptions.withAddresses(List.of(LocalNetwork.address(name)));
    start();
  }

  static Machine of(Vertx vertx, LocalNetwork network, String name) {
    return of(vertx, network, name, InstanceOptions.DEFAULTS, SyncOptions.DEFAULTS);
  }

  static Machine of(
      Vertx vertx,
      LocalNetwork network,
      String name,
      InstanceOptions options,
      SyncOptions syncOptions) {
    return new Machine(
        vertx, network, name, await(MemoryStorage.open(vertx)), options, syncOptions);
  }

  private void start() {
    instance = await(Instance.open(vertx, storage, options));
    sync = await(instance.enableSync(syncOptions, List.of(network)));
    if (await(instance.listUsers()).isEmpty()) {
      await(instance.createUser(name, Optional.empty()));
    }
    user = await(instance.loginUser(name, Optional.empty()));
    network.plug(name, sync::answer);
  }

  /** All but the storage ends, and begins anew. */
  void restart() {
    stop();
    start();
  }

  void stop() {
    network.unplug(name);
    await(sync.close());
    instance.close();
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("A future did not complete", e);
    }
  }

  static InstanceException assertFails(InstanceProblem problem, Future<?> future) {
    InstanceException failure = assertThrows(InstanceException.class, () -> await(future));
    assertEquals(problem, failure.problem(), failure.reason());
    return failure;
  }

  Vertx vertx() {
    return vertx;
  }

  Instance instance() {
    return instance;
  }

  InstanceSync sync() {
    return sync;
  }

  User user() {
    return user;
  }

  Storage storage() {
    return storage;
  }

  PublicKey key() {
    return await(user.defaultKey());
  }

  SignedDatabase create(String databaseName) {
    return await(user.createDatabase(Doc.of("name", Value.of(databaseName))));
  }

  SignedDatabase open(Cid database) {
    return await(user.openDatabase(database));
  }

  void write(Cid database, String member, String value) {
    await(
        open(database)
            .write(
                edit ->
                    edit.store(DocStore.TYPE, STORE)
                        .map(
                            store -> {
                              store.set(member, value);
                              return store;
                            })));
  }

  void grant(Cid database, PublicKey other, Permission permission) {
    await(
        open(database)
            .write(
                edit ->
                    edit.settings()
                        .map(
                            settings -> {
                              settings.grant(other, KeyGrant.of(permission));
                              return settings;
                            })));
  }

  /** What a member of the store holds; empty if it is not there, or nothing of the database is. */
  Optional<String> read(Cid database, String member) {
    return await(instance.database(database).read(DocStore.TYPE, STORE)).text(member);
  }

  /** Reads until something is there: it comes by itself. */
  void awaitValue(Cid database, String member, String value) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!read(database, member).equals(Optional.of(value))) {
      if (System.nanoTime() > end) {
        throw new AssertionError(name + " did not get " + value + ": " + sync.states());
      }
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    stop();
    await(storage.close());
  }
}
