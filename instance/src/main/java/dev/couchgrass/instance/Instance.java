package dev.couchgrass.instance;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.database.DatabaseCore;
import dev.couchgrass.instance.database.DatabaseKey;
import dev.couchgrass.instance.database.DatabaseRegistry;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.database.WriteSource;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.history.Received;
import dev.couchgrass.instance.peer.PeerTransport;
import dev.couchgrass.instance.peer.SyncOptions;
import dev.couchgrass.instance.secret.LoginThrottle;
import dev.couchgrass.instance.secret.Password;
import dev.couchgrass.instance.sync.InstanceSync;
import dev.couchgrass.instance.sync.http.HttpPeers;
import dev.couchgrass.instance.user.Accounts;
import dev.couchgrass.instance.user.User;
import dev.couchgrass.instance.user.UserName;
import dev.couchgrass.instance.user.UserStatus;
import dev.couchgrass.store.Storage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Signed databases and their users, in one storage: an identity of its own, by which other
 * instances know it, the users who log in here, and the databases that they have.
 *
 * <p>Futures complete on the caller's context, and fail with an {@link InstanceException} or with a
 * {@link dev.couchgrass.store.error.StoreException} of the storage. The storage stays the caller's:
 * close this first.
 */
public final class Instance implements AutoCloseable {
  private final DatabaseRegistry databases;
  private final InstanceRecord record;
  private final SigningKey key;
  private final Accounts accounts;
  private final Vertx vertx;
  private Optional<Future<InstanceSync>> sync = Optional.empty();
  private volatile boolean closed;

  private Instance(
      Vertx vertx, DatabaseRegistry databases, Founding.Founded founded, InstanceOptions options) {
    this.vertx = vertx;
    this.databases = databases;
    databases.remind();
    this.record = founded.record();
    this.key = founded.key();
    this.accounts =
        new Accounts(
            vertx,
            record.id(),
            new SignedDatabase(databases.core(record.users()), Optional.of(DatabaseKey.of(key))),
            databases,
            options.passwords(),
            new LoginThrottle(options.throttle(), options.clock()));
  }

  /**
   * Opens the instance of a storage, or makes one if there is none.
   *
   * <p>Fails with {@link InstanceProblem#INSTANCE_DAMAGED} if what is there does not fit together,
   * and with {@link dev.couchgrass.store.error.ErrorCode#NOT_SUPPORTED} if the storage keeps no
   * entries.
   */
  public static Future<Instance> open(Vertx vertx, Storage storage, InstanceOptions options) {
    return Registries.of(vertx, storage, options)
        .compose(
            databases ->
                Registries.turns(databases)
                    .run(() -> new Founding(databases).findOrMake())
                    .map(founded -> new Instance(vertx, databases, founded, options)));
  }

  /**
   * Makes an instance in a storage that has none. Fails with {@link
   * InstanceProblem#INSTANCE_EXISTS}, and as {@link #open} does.
   */
  public static Future<Instance> create(Vertx vertx, Storage storage, InstanceOptions options) {
    return Registries.of(vertx, storage, options)
        .compose(
            databases ->
                Registries.turns(databases)
                    .run(() -> make(new Founding(databases)))
                    .map(founded -> new Instance(vertx, databases, founded, options)));
  }

  private static Future<Founding.Founded> make(Founding founding) {
    return founding
        .isThere()
        .compose(
            there ->
                there
                    ? Future.failedFuture(new InstanceException(InstanceProblem.INSTANCE_EXISTS))
                    : founding.findOrMake());
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The instance is closed");
    }
  }

  /** The key by which others know this instance. */
  public PublicKey id() {
    return record.id();
  }

  /**
   * Makes a user. Fails with {@link InstanceProblem#USER_EXISTS}, and with {@link
   * InstanceProblem#ILLEGAL_USER_NAME}.
   *
   * @param password empty for who logs in without; open until the future completes
   * @return the user's id, for all time
   */
  public Future<UUID> createUser(String name, Optional<Password> password) {
    requireOpen();
    return Future.succeededFuture().compose(now -> accounts.create(new UserName(name), password));
  }

  /** Logs a user in. Fails as {@link Accounts#login} does. */
  public Future<User> loginUser(String name, Optional<Password> password) {
    requireOpen();
    return Future.succeededFuture().compose(now -> accounts.login(new UserName(name), password));
  }

  /** The names of the users, in order. */
  public Future<List<UserName>> listUsers() {
    requireOpen();
    return accounts.list();
  }

  /** Says whether a user may log in from now on. Fails with {@code USER_MISSING}. */
  public Future<Void> setUserStatus(String name, UserStatus status) {
    requireOpen();
    return Future.succeededFuture().compose(now -> accounts.setStatus(new UserName(name), status));
  }

  /** Whether something of a database is here that may be read. */
  public Future<Boolean> hasDatabase(Cid database) {
    requireOpen();
    return databases.contains(database);
  }

  /** Opens a database for reading, whether anything of it is here or not. */
  public SignedDatabase database(Cid database) {
    requireOpen();
    return new SignedDatabase(databases.core(database), Optional.empty());
  }

  /**
   * Takes an entry into a database: verifies it, keeps it if it is right or may become so, and
   * tells who listens. Whoever sends it can't say that it is verified.
   */
  public Future<Received> putEntry(Cid database, Entry entry, WriteSource source) {
    return putEntries(database, List.of(entry), source);
  }

  /** As {@link #putEntry}, of many in any order. */
  public Future<Received> putEntries(Cid database, List<Entry> entries, WriteSource source) {
    requireOpen();
    DatabaseCore core = databases.core(database);
    return core.take(entries, source);
  }

  /** {@link #enableSync(SyncOptions, List)}, over HTTP, with peers wherever they say they are. */
  public synchronized Future<InstanceSync> enableSync(SyncOptions options) {
    return live().orElseGet(() -> enableSync(options, List.of(new HttpPeers(vertx))));
  }

  /**
   * Keeps databases equal with other instances from now on, until this is closed. What was noted of
   * peers before is known again. If it is enabled already, it stays as it is, whatever the options;
   * if it was closed, it begins anew, once what ran has ended.
   *
   * @param transports by which peers are reached, the first that can; closed with this
   */
  public synchronized Future<InstanceSync> enableSync(
      SyncOptions options, List<PeerTransport> transports) {
    requireOpen();
    Future<InstanceSync> enabled =
        live()
            .orElseGet(
                () ->
                    closeSync()
                        .compose(
                            closed ->
                                Registries.turns(databases)
                                    .run(() -> new Founding(databases).syncDatabase(key)))
                        .compose(own -> startSync(own, options, transports)));
    sync = Optional.of(enabled);
    return enabled;
  }

  /** What was enabled, or is about to be, and was neither refused nor closed. */
  private Optional<Future<InstanceSync>> live() {
    return sync.filter(it -> !it.failed()).filter(it -> !it.succeeded() || !it.result().isClosed());
  }

  private Future<Void> closeSync() {
    return sync.filter(Future::succeeded)
        .map(it -> it.result().close())
        .orElseGet(Future::succeededFuture);
  }

  private Future<InstanceSync> startSync(
      Cid own, SyncOptions options, List<PeerTransport> transports) {
    return InstanceSync.start(
        vertx,
        key,
        databases,
        new SignedDatabase(databases.core(own), Optional.of(DatabaseKey.of(key))),
        accounts.syncWishes(Set.of(record.instance(), record.users(), record.databases(), own)),
        options,
        transports);
  }

  /**
   * What keeps databases equal with other instances. Fails with {@code SYNC_OFF} if it was not
   * enabled, or was closed.
   */
  public synchronized Future<InstanceSync> sync() {
    requireOpen();
    return live()
        .orElseGet(() -> Future.failedFuture(new InstanceException(InstanceProblem.SYNC_OFF)));
  }

  /**
   * Makes every database equal with all its peers, as {@link InstanceSync#flush} does; nothing if
   * sync is not enabled, or was closed.
   */
  public Future<Void> flushSync() {
    requireOpen();
    Optional<Future<InstanceSync>> enabled;
    synchronized (this) {
      enabled = live();
    }
    return enabled.map(it -> it.compose(InstanceSync::flush)).orElseGet(Future::succeededFuture);
  }

  /** A handle that does not keep this alive. */
  public WeakInstance weak() {
    return new WeakInstance(this);
  }

  /**
   * Ends what this does by itself, and overwrites its key. Idempotent. Does not wait for what is
   * under way with peers: {@link InstanceSync#close} does, and comes first.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    databases.stopReminding();
    sync.ifPresent(Instance::end);
    key.close();
  }

  /** What is under way ends soon after, whoever waits for it. */
  private static void end(Future<InstanceSync> enabled) {
    enabled.onSuccess(InstanceSync::close);
  }

  @Override
  public String toString() {
    return "Instance[" + record.id() + "]";
  }
}
