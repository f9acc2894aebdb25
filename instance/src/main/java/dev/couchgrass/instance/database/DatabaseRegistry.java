package dev.couchgrass.instance.database;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.AuthSettings;
import dev.couchgrass.instance.auth.DelegatedSettings;
import dev.couchgrass.instance.history.Delegates;
import dev.couchgrass.instance.history.History;
import dev.couchgrass.instance.history.Received;
import dev.couchgrass.instance.history.Terms;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.Reachability;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The signed databases of a store of entries, each of them once. */
public final class DatabaseRegistry {
  private final Vertx vertx;
  private final EntryStore entries;
  private final DatabaseCore.Means means;
  private final Terms terms;
  private final Map<Cid, DatabaseCore> cores = new ConcurrentHashMap<>();
  private int reminding;
  private volatile Optional<Reminders> reminders = Optional.empty();

  /**
   * The databases of a store. There must be one of these for a store.
   *
   * @param vertx on whose workers signatures are verified
   * @param maxSkew how far ahead the clocks of others may be
   * @param maxUnverified how many entries of a database are kept that can't be verified yet
   * @param maxUnverifiedBytes how large these are together
   */
  public DatabaseRegistry(
      Vertx vertx,
      EntryStore entries,
      DatabaseCore.Means means,
      Duration maxSkew,
      int maxUnverified,
      long maxUnverifiedBytes) {
    this.vertx = vertx;
    this.entries = entries;
    this.means = means;
    Delegates delegates = this::find;
    this.terms = new Terms(means.clock(), maxSkew, maxUnverified, maxUnverifiedBytes, delegates);
  }

  public EntryStore entries() {
    return entries;
  }

  public DatabaseCore.Means means() {
    return means;
  }

  /** A database, whether anything of it is here or not. */
  public DatabaseCore core(Cid database) {
    return cores.computeIfAbsent(
        database,
        id ->
            new DatabaseCore(entries, new History(vertx, entries, id, terms), means, this::taken));
  }

  private void taken(DatabaseCore core, Received received) {
    reminders.ifPresent(it -> it.taken(core, received));
  }

  /**
   * From now on, looks by itself at what waits for the time, or for other databases: first at what
   * waited when the storage was closed. As long as somebody does who began: each call of this has
   * one of {@link #stopReminding}.
   */
  public synchronized void remind() {
    reminding++;
    if (reminders.isEmpty()) {
      Reminders begun = new Reminders(vertx, entries, means.clock());
      reminders = Optional.of(begun);
      begun.begin(this::core);
    }
  }

  /** Looks at nothing by itself any more, if this was the last who began. */
  public synchronized void stopReminding() {
    reminding--;
    if (reminding == 0) {
      reminders.ifPresent(Reminders::end);
      reminders = Optional.empty();
    }
  }

  /** Puts a new database into the store, and opens it with the key that signed its root. */
  public Future<SignedDatabase> create(Entry root, SigningKey key) {
    DatabaseCore core = core(root.id());
    return core.take(List.of(root), WriteSource.LOCAL)
        .compose(received -> Outcomes.required(root, received))
        .map(id -> new SignedDatabase(core, Optional.of(DatabaseKey.of(key))));
  }

  /** Whether something of a database is here that may be read. */
  public Future<Boolean> contains(Cid database) {
    return entries.verifiedTips(database).map(tips -> !tips.isEmpty());
  }

  /** The settings of a database as of some of its entries. */
  private Future<DelegatedSettings.Answer> find(Cid database, List<Cid> tips, List<Cid> floor) {
    return entries
        .get(new HashSet<>(tips))
        .compose(
            found -> {
              Set<Cid> missing = new HashSet<>(tips);
              for (StoredEntry stored : found.values()) {
                // What is of a third database counts as absent: nobody learns that it is here.
                if (!stored.entry().database().equals(database)) {
                  continue;
                }
                if (stored.status() == EntryStatus.FAILED) {
                  return Future.succeededFuture(new DelegatedSettings.Below());
                }
                if (stored.status().isAccepted()) {
                  missing.remove(stored.entry().id());
                }
              }
              return missing.isEmpty()
                  ? above(database, Tips.of(tips), floor)
                  : Future.succeededFuture(new DelegatedSettings.Missing(missing));
            });
  }

  private Future<DelegatedSettings.Answer> above(Cid database, Tips tips, List<Cid> floor) {
    return entries
        .reaches(database, tips, floor)
        .recover(DatabaseRegistry::elsewhere)
        .compose(
            reach -> {
              if (reach instanceof Reachability.Unknown unknown) {
                return Future.succeededFuture(new DelegatedSettings.Missing(unknown.missing()));
              }
              return reach instanceof Reachability.Reached
                  ? settings(database, tips)
                  : Future.succeededFuture(new DelegatedSettings.Below());
            });
  }

  /** A floor of another database is below nothing, for good. */
  private static Future<Reachability> elsewhere(Throwable failure) {
    return failure instanceof StoreException refused && refused.code() == ErrorCode.BAD_REQUEST
        ? Future.succeededFuture(new Reachability.Unreached())
        : Future.failedFuture(failure);
  }

  private Future<DelegatedSettings.Answer> settings(Cid database, Tips tips) {
    return entries
        .tipsAt(database, StoreNames.SETTINGS, tips)
        .compose(settings -> core(database).history().settingsAt(settings))
        .map(settings -> new DelegatedSettings.Found(AuthSettings.of(settings)));
  }
}
