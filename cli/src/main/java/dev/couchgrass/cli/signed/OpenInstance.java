package dev.couchgrass.cli.signed;

import dev.couchgrass.cli.remote.RemotePeers;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.Instance;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.peer.SyncOptions;
import dev.couchgrass.instance.sync.InstanceSync;
import dev.couchgrass.instance.user.User;
import dev.couchgrass.server.replication.AddressRules;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.entry.EntryStore;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;

/** An instance, for one command. Calls wait for what they do. */
public final class OpenInstance implements AutoCloseable {
  private final Vertx vertx;
  private final Storage storage;
  private final Instance instance;
  private final AddressRules reach;
  private final Runnable end;

  /**
   * An instance that is open.
   *
   * @param reach where peers may be
   * @param end closes what this command alone needed
   */
  OpenInstance(Vertx vertx, Storage storage, Instance instance, AddressRules reach, Runnable end) {
    this.vertx = vertx;
    this.storage = storage;
    this.instance = instance;
    this.reach = reach;
    this.end = end;
  }

  /** The users and databases. */
  public Instance instance() {
    return instance;
  }

  /**
   * What keeps its databases equal with others. Asks others by itself until this is closed.
   *
   * @param options if nothing does so already
   */
  public InstanceSync sync(SyncOptions options) {
    return instance
        .sync()
        .recover(off -> instance.enableSync(options, List.of(RemotePeers.over(vertx, reach))))
        .await();
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
    end.run();
  }
}
