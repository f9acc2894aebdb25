package dev.couchgrass.cli.signed;

import dev.couchgrass.cli.disk.FolderException;
import dev.couchgrass.cli.disk.StoreFolder;
import dev.couchgrass.cli.remote.RemotePeers;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.Instance;
import dev.couchgrass.instance.InstanceOptions;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.peer.PeerTransport;
import dev.couchgrass.instance.peer.SyncOptions;
import dev.couchgrass.instance.sync.InstanceSync;
import dev.couchgrass.instance.user.User;
import dev.couchgrass.server.replication.AddressRules;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.entry.EntryStore;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The instance of a folder, which nobody else has open. Calls wait for what they do. */
public final class OpenInstance implements AutoCloseable {
  private static final String DURABILITY = "commit";

  private final Vertx vertx;
  private final Storage storage;
  private final Instance instance;

  private OpenInstance(Vertx vertx, Storage storage, Instance instance) {
    this.vertx = vertx;
    this.storage = storage;
    this.instance = instance;
  }

  /**
   * Opens the instance that is there.
   *
   * @throws FolderException if there is none, or the folder can't be opened
   */
  public static OpenInstance existing(StoreFolder folder) throws IOException {
    folder.requireStore();
    return open(folder, false);
  }

  /** Opens the instance, or makes one, and the folder. */
  public static OpenInstance made(StoreFolder folder) throws IOException {
    return open(folder, true);
  }

  private static OpenInstance open(StoreFolder folder, boolean make) throws IOException {
    Vertx vertx = Vertx.vertx();
    Optional<Storage> storage = Optional.empty();
    boolean opened = false;
    try {
      storage = Optional.of(folder.open(vertx, DURABILITY));
      if (!make && storage.get().entries().await().instanceMetadata().await().isEmpty()) {
        throw new FolderException(
            FolderException.Kind.WRONG_FOLDER,
            "There are no users in this folder; 'couchgrass user create' makes one");
      }
      Instance instance = Instance.open(vertx, storage.get(), InstanceOptions.DEFAULTS).await();
      opened = true;
      return new OpenInstance(vertx, storage.get(), instance);
    } finally {
      if (!opened) {
        storage.ifPresent(some -> some.close().await());
        vertx.close().await();
      }
    }
  }

  /** The users and databases. */
  public Instance instance() {
    return instance;
  }

  /** What keeps its databases equal with others. Asks others by itself until this is closed. */
  public InstanceSync sync(SyncOptions options) {
    List<PeerTransport> transports = List.of(RemotePeers.over(vertx, AddressRules.DEFAULTS));
    return instance.enableSync(options, transports).await();
  }

  /**
   * A database, for reading.
   *
   * @throws InstanceException {@code DATABASE_MISSING}
   */
  public SignedDatabase requireDatabase(Cid database) {
    if (!instance.hasDatabase(database).await()) {
      throw new InstanceException(InstanceProblem.DATABASE_MISSING, database.toString());
    }
    return instance.database(database);
  }

  /**
   * Requires that a database has a store.
   *
   * @throws InstanceException {@code STORE_MISSING}
   */
  public void requireStore(SignedDatabase database, String store) {
    if (!database.stores().await().containsKey(store)) {
      throw new InstanceException(InstanceProblem.STORE_MISSING, store);
    }
  }

  /**
   * A database as a user sees it: with the key that the user noted for it, or else with the one
   * that may do most in it.
   *
   * @throws InstanceException {@code NO_KEY_FOR_DATABASE}
   */
  public SignedDatabase database(User user, Cid database) {
    try {
      return user.openDatabase(database).await();
    } catch (InstanceException e) {
      Optional<PublicKey> best =
          e.problem() == InstanceProblem.NO_KEY_FOR_DATABASE
              ? user.findKey(database).await()
              : Optional.empty();
      return user.openDatabase(database, best.orElseThrow(() -> e)).await();
    }
  }

  /**
   * Looks at all entries of a database.
   *
   * @throws InstanceException {@code DATABASE_MISSING}
   */
  public Verification verify(Cid database) {
    requireDatabase(database);
    EntryStore entries = storage.entries().await();
    return Verification.of(entries, database);
  }

  @Override
  public void close() {
    instance.sync().compose(InstanceSync::close).otherwiseEmpty().await();
    instance.close();
    storage.close().await();
    vertx.close().await();
  }
}
