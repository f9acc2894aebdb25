package dev.couchgrass.instance.user;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.database.DatabaseRegistry;
import dev.couchgrass.instance.database.Registration;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.store.StoreType;
import dev.couchgrass.instance.store.Table;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.flow.Sequencer;
import io.vertx.core.Future;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the users of an instance want databases to be synced, by what their own databases say: also
 * of those who are not logged in. What is written there counts as soon as it is written.
 */
public final class SyncWishes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SyncWishes.class);

  private final SignedDatabase users;
  private final String store;
  private final StoreType<Table<UserRow>> table;
  private final DatabaseRegistry databases;
  private final Set<Cid> own;
  private final Sequencer turns = new Sequencer();
  private final Map<Cid, Registration> registrations = new HashMap<>();
  private volatile Runnable changed = () -> {};
  private volatile boolean stale = true;
  private SortedMap<Cid, SyncWish> wishes = Collections.emptySortedMap();

  SyncWishes(
      SignedDatabase users,
      String store,
      StoreType<Table<UserRow>> table,
      DatabaseRegistry databases,
      Set<Cid> own) {
    this.users = users;
    this.store = store;
    this.table = table;
    this.databases = databases;
    this.own = Set.copyOf(own);
  }

  /**
   * Tells of changes from now on.
   *
   * @param listener called when a wish may have changed, and not to wait in
   */
  public Future<Void> listen(Runnable listener) {
    changed = listener;
    return all().mapEmpty();
  }

  /** The wishes as they are now, of the databases that are synced. */
  public Future<SortedMap<Cid, SyncWish>> all() {
    return turns.run(() -> stale ? read() : Future.succeededFuture(wishes));
  }

  /** What is wished of a database; empty if nobody wants it synced. */
  public Future<Optional<SyncWish>> of(Cid database) {
    return all().map(all -> Optional.ofNullable(all.get(database)));
  }

  private Future<SortedMap<Cid, SyncWish>> read() {
    SortedMap<Cid, SyncWish> found = new TreeMap<>();
    stale = false;
    return heed(users)
        .compose(done -> users.read(table, store))
        .compose(rows -> addAll(List.copyOf(rows.all().values()), found))
        .map(
            done -> {
              wishes = Collections.unmodifiableSortedMap(found);
              return wishes;
            })
        .recover(
            failure -> {
              stale = true;
              return Future.failedFuture(failure);
            });
  }

  /** But for what is the instance's own, or a user's: that is nobody else's. */
  private Future<Void> addAll(List<UserRow> rows, Map<Cid, SyncWish> found) {
    return Repeat.each(rows, row -> add(row, found))
        .map(
            done -> {
              found.keySet().removeAll(own);
              rows.forEach(row -> found.remove(row.database()));
              return null;
            });
  }

  /** What one user's database says harms no other. */
  private Future<Void> add(UserRow row, Map<Cid, SyncWish> found) {
    SignedDatabase its = new SignedDatabase(databases.core(row.database()), Optional.empty());
    return row.status() != UserStatus.ACTIVE
        ? Future.succeededFuture()
        : heed(its)
            .compose(done -> new UserNotes(its).rows())
            .map(
                rows -> {
                  rows.forEach((id, noted) -> add(id, noted, found));
                  return (Void) null;
                })
            .recover(failure -> skip(row, failure));
  }

  private static Future<Void> skip(UserRow row, Throwable failure) {
    boolean malformed =
        failure instanceof InvalidInputException || failure instanceof IllegalArgumentException;
    if (!malformed) {
      return Future.failedFuture(failure);
    }
    LOG.warn("The databases of user {} can't be read, and are not synced", row.name(), failure);
    return Future.succeededFuture();
  }

  private static void add(Cid id, DatabaseRow row, Map<Cid, SyncWish> found) {
    if (row.isSynced()) {
      SyncWish wish = new SyncWish(row.tracked().orElseThrow(), row.pass().stream().toList());
      found.merge(id, wish, SyncWish::and);
    }
  }

  /** Hears of changes of a database, before what is read of it may be old. */
  private Future<Void> heed(SignedDatabase database) {
    return registrations.containsKey(database.id())
        ? Future.succeededFuture()
        : database
            .onWrite(
                event -> {
                  stale = true;
                  changed.run();
                  return Future.succeededFuture();
                })
            .map(
                registration -> {
                  registrations.put(database.id(), registration);
                  return null;
                });
  }

  /** Tells of nothing any more. Idempotent. */
  @Override
  public void close() {
    changed = () -> {};
    turns.run(
        () -> {
          registrations.values().forEach(Registration::close);
          registrations.clear();
          return Future.succeededFuture();
        });
  }
}
