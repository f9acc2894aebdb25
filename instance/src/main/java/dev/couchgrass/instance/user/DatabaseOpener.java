package dev.couchgrass.instance.user;

import dev.couchgrass.core.entry.SigKey;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.AuthSettings;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.database.DatabaseKey;
import dev.couchgrass.instance.database.DatabaseRegistry;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.store.SettingsStore;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens databases with a user's keys, and finds which of either to take. */
record DatabaseOpener(DatabaseRegistry databases, UserNotes notes, KeyRing ring) {
  /** See {@link User#openDatabase(Cid)}. */
  Future<SignedDatabase> open(Cid database) {
    return key(database).compose(key -> open(database, key));
  }

  /** See {@link User#keyFor}. */
  Future<PublicKey> key(Cid database) {
    return notes
        .row(database)
        .compose(
            row ->
                row.isEmpty()
                    ? failed(InstanceProblem.NO_KEY_FOR_DATABASE, database)
                    : Future.succeededFuture(row.get().key()));
  }

  private static <T> Future<T> failed(InstanceProblem problem, Cid database) {
    return Future.failedFuture(new InstanceException(problem, database.toString()));
  }

  /** See {@link User#openDatabase(Cid, PublicKey)}. */
  Future<SignedDatabase> open(Cid database, PublicKey key) {
    return databases
        .contains(database)
        .compose(
            here ->
                here
                    ? openHere(database, ring.required(key))
                    : failed(InstanceProblem.DATABASE_MISSING, database));
  }

  private Future<SignedDatabase> openHere(Cid database, SigningKey key) {
    SigKey plain = DatabaseKey.of(key).identity();
    return notes
        .identity(database, key.publicKey())
        .compose(
            noted ->
                noted.filter(identity -> !identity.equals(plain)).isPresent()
                    ? Future.succeededFuture(new DatabaseKey(key, noted.get()))
                    : unnamed(database, key))
        .map(as -> new SignedDatabase(databases.core(database), Optional.of(as)));
  }

  /** A key that the settings do not name may do what they grant to every key. */
  private Future<DatabaseKey> unnamed(Cid database, SigningKey key) {
    return new SignedDatabase(databases.core(database), Optional.empty())
        .settings()
        .map(SettingsStore::auth)
        .map(
            auth ->
                auth.key(key.publicKey()).filter(KeyGrant::isActive).isEmpty()
                        && auth.global().filter(KeyGrant::isActive).isPresent()
                    ? DatabaseKey.global(key)
                    : DatabaseKey.of(key));
  }

  /** See {@link User#findDatabases}. */
  Future<List<SignedDatabase>> find(String name) {
    List<SignedDatabase> found = new ArrayList<>();
    return notes
        .tracked()
        .compose(all -> Repeat.each(all, each -> addIfNamed(each, name, found)))
        .map(done -> List.copyOf(found));
  }

  private Future<Void> addIfNamed(
      TrackedDatabase tracked, String name, List<SignedDatabase> found) {
    return databases
        .contains(tracked.database())
        .compose(
            here ->
                here
                    ? open(tracked.database(), tracked.key())
                        .compose(
                            database ->
                                database
                                    .name()
                                    .map(it -> it.equals(Optional.of(name)) && found.add(database)))
                        .mapEmpty()
                    : Future.succeededFuture());
  }

  /** See {@link User#findKey}. */
  Future<Optional<PublicKey>> best(List<UserKey> keys, Cid database) {
    return new SignedDatabase(databases.core(database), Optional.empty())
        .settings()
        .map(settings -> best(keys, settings.auth()));
  }

  private static Optional<PublicKey> best(List<UserKey> keys, AuthSettings auth) {
    Optional<PublicKey> best = Optional.empty();
    Optional<Permission> most = Optional.empty();
    for (UserKey key : keys) {
      Optional<Permission> held =
          auth.key(key.key())
              .filter(KeyGrant::isActive)
              .or(() -> auth.global().filter(KeyGrant::isActive))
              .map(KeyGrant::permission);
      boolean more = held.isPresent() && (most.isEmpty() || !most.get().covers(held.get()));
      if (more) {
        best = Optional.of(key.key());
        most = held;
      }
    }
    return best;
  }
}
