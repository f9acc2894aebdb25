package dev.couchgrass.instance.user;

import static dev.couchgrass.store.flow.Effects.onFailure;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.SigKey;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.Signature;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.database.DatabaseKey;
import dev.couchgrass.instance.database.DatabaseRegistry;
import dev.couchgrass.instance.database.Genesis;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.secret.Password;
import dev.couchgrass.store.flow.Sequencer;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A user who is logged in: the keys, and the databases that they open.
 *
 * <p>After {@link #logout} every method throws {@link IllegalStateException}, and the secrets of
 * the keys are overwritten: what was opened with them can be read, and not written.
 */
public final class User implements AutoCloseable {
  private final Accounts accounts;
  private final UUID id;
  private final UserName name;
  private final DatabaseRegistry databases;
  private final KeyRing ring;
  private final UserNotes notes;
  private final DatabaseOpener opener;
  private final Passes passes;
  private final Sequencer turns;
  private volatile boolean loggedOut;

  private User(
      Accounts accounts, String id, UserRow row, KeyRing ring, DatabaseRegistry databases) {
    this.accounts = accounts;
    this.id = UUID.fromString(id);
    this.name = row.name();
    this.databases = databases;
    this.turns = accounts.turnsOf(this.id);
    this.ring = ring;
    this.notes =
        new UserNotes(
            new SignedDatabase(
                databases.core(row.database()), Optional.of(DatabaseKey.of(ring.root()))));
    this.opener = new DatabaseOpener(databases, notes, ring);
    this.passes = new Passes(notes, ring, accounts.instance(), databases.means().clock());
  }

  /** Opens what a user has, with the root key, which this takes over. */
  static Future<User> open(
      Accounts accounts, String id, UserRow row, SigningKey root, DatabaseRegistry databases) {
    KeyRing ring = new KeyRing(root);
    return Future.succeededFuture()
        .map(now -> new User(accounts, id, row, ring, databases))
        .compose(
            user ->
                user.unlockAll()
                    .compose(done -> user.requireOneKey())
                    .compose(done -> user.passes.renewAll())
                    .map(user))
        .andThen(onFailure(failure -> ring.close()));
  }

  private Future<Void> unlockAll() {
    return notes
        .keys()
        .map(
            rows -> {
              rows.values().forEach(row -> ring.add(KeyRows.open(row, ring.root())));
              return null;
            });
  }

  /** A user who logs in for the first time gets a key. */
  private Future<Void> requireOneKey() {
    return notes
        .keys()
        .compose(
            rows ->
                rows.isEmpty() ? addKey(Optional.empty()).mapEmpty() : Future.succeededFuture());
  }

  private void requireLoggedIn() {
    if (loggedOut) {
      throw new IllegalStateException("The user has logged out");
    }
  }

  /** The name. */
  public UserName name() {
    return name;
  }

  /** The id, which never changes. */
  public UUID id() {
    return id;
  }

  /** The user's own database, of keys and of other databases. */
  public SignedDatabase ownDatabase() {
    requireLoggedIn();
    return notes.database();
  }

  /**
   * Makes another key.
   *
   * @param keyName by which people tell it
   */
  public Future<PublicKey> addKey(Optional<String> keyName) {
    requireLoggedIn();
    SigningKey key = SigningKey.generate(databases.means().random());
    return Future.succeededFuture()
        .map(now -> accounts.seal(key, ring.root()))
        .map(stored -> new KeyRow(stored, keyName, databases.means().clock().instant()))
        .compose(notes::putKey)
        .map(
            done -> {
              ring.add(key);
              return key.publicKey();
            })
        .andThen(onFailure(failure -> key.close()));
  }

  /** The keys, the oldest first. */
  public Future<List<UserKey>> keys() {
    requireLoggedIn();
    return notes
        .keys()
        .compose(
            rows ->
                notes
                    .defaultKey()
                    .map(
                        chosen -> {
                          List<KeyRow> oldest = oldestFirst(rows);
                          PublicKey main = chosen.orElseGet(() -> oldest.get(0).publicKey());
                          return oldest.stream()
                              .map(row -> row.info(row.publicKey().equals(main)))
                              .toList();
                        }));
  }

  private static List<KeyRow> oldestFirst(Map<String, KeyRow> rows) {
    List<KeyRow> oldest = new ArrayList<>(rows.values());
    oldest.sort(Comparator.comparing(KeyRow::created).thenComparing(KeyRow::publicKey));
    return oldest;
  }

  /** The keys of a name. */
  public Future<List<UserKey>> keysNamed(String keyName) {
    return keys()
        .map(keys -> keys.stream().filter(key -> key.name().equals(Optional.of(keyName))).toList());
  }

  /** The key that databases are made with: the oldest, until another is chosen. */
  public Future<PublicKey> defaultKey() {
    return keys()
        .map(keys -> keys.stream().filter(UserKey::isDefault).findFirst().orElseThrow().key());
  }

  /** Chooses the key that databases are made with. Fails with {@code KEY_MISSING}. */
  public Future<Void> setDefaultKey(PublicKey key) {
    return changing(
        () -> {
          required(key);
          return notes.setDefaultKey(key);
        });
  }

  private SigningKey required(PublicKey key) {
    requireLoggedIn();
    return ring.required(key);
  }

  /** Makes a database with the default key, and works with it from then on. */
  public Future<SignedDatabase> createDatabase(Doc settings) {
    return defaultKey().compose(key -> createDatabase(settings, key, genesis -> genesis));
  }

  /**
   * Makes a database, and works with it from then on. Its root is one entry, with all that {@code
   * begin} adds.
   *
   * <p>Fails with {@link InstanceProblem#KEY_MISSING}, and with {@link
   * InstanceProblem#ILLEGAL_SETTINGS} if the settings say who may do what.
   *
   * @param key which may do everything in it
   */
  public Future<SignedDatabase> createDatabase(
      Doc settings, PublicKey key, Function<Genesis, Genesis> begin) {
    return Future.succeededFuture()
        .compose(
            now -> {
              SigningKey signer = required(key);
              Genesis genesis = begin.apply(new Genesis(settings, databases.means().random()));
              return databases.create(genesis.sign(signer, databases.means().clock()), signer);
            })
        .compose(database -> track(database.id(), key, SyncSettings.OFF).map(done -> database));
  }

  /** Notes as whom a key signs in a database. Fails with {@code KEY_MISSING}. */
  public Future<Void> mapKey(PublicKey key, Cid database, SigKey identity) {
    return changing(
        () -> {
          required(key);
          return notes
              .row(database)
              .compose(
                  row ->
                      notes.putRow(
                          database,
                          row.map(there -> there.with(key, identity))
                              .orElseGet(() -> DatabaseRow.of(key, identity))));
        });
  }

  private Future<Void> changing(Supplier<Future<Void>> change) {
    requireLoggedIn();
    return turns.run(() -> Future.succeededFuture().compose(now -> change.get()));
  }

  /** As whom a key signs in a database; empty if that was not noted. */
  public Future<Optional<SigKey>> keyMapping(PublicKey key, Cid database) {
    requireLoggedIn();
    return notes.identity(database, key);
  }

  /**
   * Works with a database from now on, and opens it with a key. If it is synced, the instance gets
   * a pass to read it elsewhere in the key's name, for a year; each login renews it. Fails with
   * {@code KEY_MISSING}.
   */
  public Future<Void> track(Cid database, PublicKey key, SyncSettings sync) {
    return changing(
        () -> {
          required(key);
          return notes
              .row(database)
              .compose(
                  row ->
                      notes.putRow(
                          database,
                          passes.renewed(
                              database,
                              DatabaseRow.openedWith(key, row).withTracked(Optional.of(sync)))));
        });
  }

  /** Signs a message with a key. Fails with {@code KEY_MISSING}. */
  public Future<Signature> sign(PublicKey key, byte[] message) {
    requireLoggedIn();
    return Future.succeededFuture().map(now -> required(key).sign(message));
  }

  /** Works with a database no more; its keys stay noted, and the database stays. */
  public Future<Void> untrack(Cid database) {
    return changing(
        () ->
            notes
                .row(database)
                .compose(
                    row ->
                        row.isEmpty()
                            ? Future.succeededFuture()
                            : notes.putRow(database, row.get().withTracked(Optional.empty()))));
  }

  /** The databases that the user works with, in the order of their ids. */
  public Future<List<TrackedDatabase>> databases() {
    requireLoggedIn();
    return notes.tracked();
  }

  /**
   * Opens a database with the key that was noted for it. If it was not noted as whom the key signs,
   * it signs as itself, or as any key may if the settings do not name it, and grant something to
   * all.
   *
   * <p>Fails with {@link InstanceProblem#NO_KEY_FOR_DATABASE}, and with {@link
   * InstanceProblem#DATABASE_MISSING} if nothing of it is here yet.
   */
  public Future<SignedDatabase> openDatabase(Cid database) {
    requireLoggedIn();
    return opener.open(database);
  }

  /** Opens a database with a key, as whom it signs there. Fails as {@link #openDatabase}. */
  public Future<SignedDatabase> openDatabase(Cid database, PublicKey key) {
    requireLoggedIn();
    return opener.open(database, key);
  }

  /**
   * The key that was noted for a database. Fails with {@link InstanceProblem#NO_KEY_FOR_DATABASE}.
   */
  public Future<PublicKey> keyFor(Cid database) {
    requireLoggedIn();
    return opener.key(database);
  }

  /** The databases of a name among those that the user works with; those that are here. */
  public Future<List<SignedDatabase>> findDatabases(String wanted) {
    requireLoggedIn();
    return opener.find(wanted);
  }

  /**
   * The key of the user that may do most in a database, by its settings as they are now; empty if
   * none may do anything.
   */
  public Future<Optional<PublicKey>> findKey(Cid database) {
    requireLoggedIn();
    return keys().compose(keys -> opener.best(keys, database));
  }

  /**
   * Changes the password, gives one to a user who has none, or takes it away. The root key stays
   * the same, and the history of users keeps it as it was: whoever reads the storage still opens
   * that with the old password, or without one if there was none. Fails as a login does.
   *
   * @param old the one until now, if there is one; open, like the other, until the future completes
   */
  public Future<Void> changePassword(Optional<Password> old, Optional<Password> changed) {
    requireLoggedIn();
    return accounts.setPassword(name, ring.root(), old, changed);
  }

  /** Logs out, and overwrites the secrets. Idempotent. */
  public void logout() {
    loggedOut = true;
    ring.close();
  }

  /** {@link #logout}. */
  @Override
  public void close() {
    logout();
  }

  @Override
  public String toString() {
    return "User[" + name + "]";
  }
}
