package dev.couchgrass.instance.user;

import static dev.couchgrass.store.flow.Effects.onFailure;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.database.DatabaseRegistry;
import dev.couchgrass.instance.database.Genesis;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.secret.KdfParameters;
import dev.couchgrass.instance.secret.LoginThrottle;
import dev.couchgrass.instance.secret.Password;
import dev.couchgrass.instance.secret.PlainKey;
import dev.couchgrass.instance.secret.SealedKey;
import dev.couchgrass.instance.secret.StoredKey;
import dev.couchgrass.instance.secret.WrappedKey;
import dev.couchgrass.instance.secret.WrongPasswordException;
import dev.couchgrass.instance.store.StoreType;
import dev.couchgrass.instance.store.Table;
import dev.couchgrass.store.flow.Sequencer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The users of an instance. Passwords are checked and keys unwrapped on worker threads, one user's
 * after the other's where a name has to stay unique.
 */
public final class Accounts {
  private static final String USERS = "users";
  private static final String TYPE = "user";
  private static final StoreType<Table<UserRow>> TABLE = Table.of(UserRow.FORMAT);

  private final Vertx vertx;
  private final PublicKey instance;
  private final SignedDatabase users;
  private final DatabaseRegistry databases;
  private final KdfParameters kdf;
  private final LoginThrottle throttle;
  private final Sequencer turns = new Sequencer();
  private final Map<UUID, Sequencer> turnsOfUsers = new ConcurrentHashMap<>();

  /** A user, and its id in the table. */
  private record Found(String id, UserRow row) {}

  /**
   * The users in a database.
   *
   * @param instance by which others know the instance that they are users of
   * @param kdf how passwords are made keys of from now on
   */
  public Accounts(
      Vertx vertx,
      PublicKey instance,
      SignedDatabase users,
      DatabaseRegistry databases,
      KdfParameters kdf,
      LoginThrottle throttle) {
    this.vertx = vertx;
    this.instance = instance;
    this.users = users;
    this.databases = databases;
    this.kdf = kdf;
    this.throttle = throttle;
  }

  /** The turns in which notes of a user change, however often that one is logged in. */
  Sequencer turnsOf(UUID user) {
    return turnsOfUsers.computeIfAbsent(user, id -> new Sequencer());
  }

  PublicKey instance() {
    return instance;
  }

  /**
   * How the users want databases to be synced.
   *
   * @param own databases of the instance, which are not synced whoever wants it
   */
  public SyncWishes syncWishes(Set<Cid> own) {
    return new SyncWishes(users, USERS, TABLE, databases, own);
  }

  /** The names of all users, in order. */
  public Future<List<UserName>> list() {
    return users
        .read(TABLE, USERS)
        .map(table -> table.all().values().stream().map(UserRow::name).toList())
        .map(names -> names.stream().sorted(UserName.ORDER).toList());
  }

  private Future<Optional<Found>> find(UserName name) {
    return users
        .read(TABLE, USERS)
        .map(table -> table.search(row -> row.name().equals(name)))
        .map(
            rows ->
                rows.entrySet().stream()
                    .findFirst()
                    .map(row -> new Found(row.getKey(), row.getValue())));
  }

  private Future<Found> required(UserName name) {
    return find(name)
        .map(found -> found.orElseThrow(() -> new InstanceException(InstanceProblem.USER_MISSING)));
  }

  /**
   * Makes a user, and a database of its own. Fails with {@link InstanceProblem#USER_EXISTS}.
   *
   * @param password which has to stay open until the future completes
   * @return the id of the user, for all time
   */
  public Future<UUID> create(UserName name, Optional<Password> password) {
    return turns.run(
        () ->
            find(name)
                .compose(
                    found ->
                        found.isPresent()
                            ? Future.failedFuture(
                                new InstanceException(InstanceProblem.USER_EXISTS))
                            : createNew(name, password)));
  }

  /** The row comes first: who is in it and has no database gets that with the first login. */
  private Future<UUID> createNew(UserName name, Optional<Password> password) {
    SigningKey root = SigningKey.generate(databases.means().random());
    Instant now = databases.means().clock().instant();
    UUID id = UUID.randomUUID();
    return Future.succeededFuture()
        .compose(begun -> store(root, password))
        .compose(
            stored -> {
              Entry own = genesis(name).sign(root, databases.means().clock());
              UserRow row =
                  new UserRow(name, own.id(), Optional.of(own), stored, now, UserStatus.ACTIVE);
              return write(id.toString(), row).compose(done -> requireDatabase(row, root));
            })
        .andThen(done -> root.close())
        .map(done -> id);
  }

  /** Puts the user's own database into the store, if it is not there. */
  private Future<Void> requireDatabase(UserRow row, SigningKey root) {
    return databases
        .contains(row.database())
        .compose(
            here ->
                here || row.root().isEmpty()
                    ? Future.succeededFuture()
                    : databases.create(row.root().get(), root).mapEmpty());
  }

  private Genesis genesis(UserName name) {
    Doc settings = Doc.of(Map.of("name", Value.of("_user_" + name), "type", Value.of(TYPE)));
    return new Genesis(settings, databases.means().random());
  }

  private Future<StoredKey> store(SigningKey root, Optional<Password> password) {
    return password.isEmpty()
        ? Future.succeededFuture(PlainKey.of(root))
        : onWorker(() -> WrappedKey.wrap(root, password.get(), kdf, databases.means().random()));
  }

  private <T> Future<T> onWorker(Callable<T> work) {
    return vertx.executeBlocking(work, false);
  }

  private Future<Void> write(String id, UserRow row) {
    return users
        .write(transaction -> transaction.edit(TABLE, USERS, table -> table.set(id, row)))
        .mapEmpty();
  }

  /**
   * Logs a user in.
   *
   * <p>Fails with {@link InstanceProblem#USER_MISSING}, {@link InstanceProblem#USER_DISABLED},
   * {@link InstanceProblem#PASSWORD_NEEDED} and {@link InstanceProblem#PASSWORD_UNKNOWN} if there
   * is one too few or too many, {@link InstanceProblem#WRONG_PASSWORD}, and after several of these
   * {@link InstanceProblem#TOO_MANY_LOGINS}, whose detail is the wait. With {@link
   * InstanceProblem#INSTANCE_DAMAGED} and the key if the password was right, and one of the user's
   * keys can't be opened all the same.
   *
   * @param password which has to stay open until the future completes
   */
  public Future<User> login(UserName name, Optional<Password> password) {
    return required(name)
        .compose(
            found ->
                found.row().status() == UserStatus.ACTIVE
                    ? open(found.row(), password).compose(root -> open(found, root))
                    : Future.failedFuture(new InstanceException(InstanceProblem.USER_DISABLED)));
  }

  /** Opens what a user has, with the root key, which this takes over. */
  private Future<User> open(Found found, SigningKey root) {
    return Future.succeededFuture()
        .compose(now -> requireDatabase(found.row(), root))
        .compose(done -> User.open(this, found.id(), found.row(), root, databases))
        .andThen(onFailure(failure -> root.close()));
  }

  private Future<SigningKey> open(UserRow row, Optional<Password> password) {
    if (row.rootKey() instanceof PlainKey plain) {
      return password.isPresent()
          ? Future.failedFuture(new InstanceException(InstanceProblem.PASSWORD_UNKNOWN))
          : Future.succeededFuture(plain.open());
    }
    if (password.isEmpty()) {
      return Future.failedFuture(new InstanceException(InstanceProblem.PASSWORD_NEEDED));
    }
    Duration wait = throttle.attempt(row.name().value());
    if (!wait.isZero()) {
      return Future.failedFuture(
          new InstanceException(
              InstanceProblem.TOO_MANY_LOGINS, Math.max(1, wait.toSeconds()) + " s"));
    }
    return unwrap(row, password.get());
  }

  private Future<SigningKey> unwrap(UserRow row, Password password) {
    if (!(row.rootKey() instanceof WrappedKey wrapped)) {
      return Future.failedFuture(new InstanceException(InstanceProblem.INSTANCE_DAMAGED));
    }
    return onWorker(() -> wrapped.open(password))
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof WrongPasswordException
                        ? new InstanceException(InstanceProblem.WRONG_PASSWORD)
                        : failure))
        .map(
            root -> {
              throttle.succeeded(row.name().value());
              return root;
            });
  }

  /** Puts the root key of a user who is logged in under another password, or under none. */
  Future<Void> setPassword(
      UserName name, SigningKey root, Optional<Password> old, Optional<Password> changed) {
    return turns.run(
        () ->
            required(name)
                .compose(
                    found ->
                        open(found.row(), old)
                            .compose(
                                opened -> {
                                  opened.close();
                                  return store(root, changed);
                                })
                            .compose(
                                stored -> write(found.id(), found.row().withRootKey(stored)))));
  }

  /** Says whether a user may log in from now on; who is logged in stays so. */
  public Future<Void> setStatus(UserName name, UserStatus status) {
    return change(name, row -> row.withStatus(status));
  }

  private Future<Void> change(UserName name, UnaryOperator<UserRow> change) {
    return turns.run(
        () -> required(name).compose(found -> write(found.id(), change.apply(found.row()))));
  }

  /** The form in which a key of a user is stored: under the root key. */
  StoredKey seal(SigningKey key, SigningKey root) {
    return SealedKey.seal(key, root, databases.means().random());
  }
}
