package dev.couchgrass.instance.database;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.DocEdit;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.store.SettingsStore;
import dev.couchgrass.instance.store.StoreType;
import dev.couchgrass.store.entry.EntryRange;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A database of signed entries, as one key sees it: what its entries say, merged, is what its
 * stores hold. It is named by the id of its root, the same on every replica.
 *
 * <p>Shows what is verified, and nothing else. Every replica that has the same entries shows the
 * same. Futures complete on the caller's context, and fail with a {@link
 * dev.couchgrass.store.error.StoreException} if the storage does. Any number of these may be used
 * for one database at a time, by any thread.
 */
public final class SignedDatabase {
  private final DatabaseCore core;
  private final Optional<DatabaseKey> key;

  /**
   * @param key empty for who only reads
   */
  public SignedDatabase(DatabaseCore core, Optional<DatabaseKey> key) {
    this.core = core;
    this.key = key;
  }

  DatabaseCore core() {
    return core;
  }

  /** The id of its root. */
  public Cid id() {
    return core.id();
  }

  /** The moment that is now. */
  public Future<Tips> snapshot() {
    return core.history().now();
  }

  /** The name that the settings give; empty if they give none. */
  public Future<Optional<String>> name() {
    return settings().map(SettingsStore::name);
  }

  /** The settings as they are now, for reading. */
  public Future<SettingsStore> settings() {
    return read(SettingsStore.TYPE, StoreNames.SETTINGS);
  }

  /** The stores there are, with the ids of their types, in the order of their names. */
  public Future<Map<String, String>> stores() {
    return snapshot()
        .compose(now -> core.history().state(StoreNames.INDEX, now))
        .map(StoreIndex::types);
  }

  /** A store as it is now, for reading: empty if it is not there. Fails as {@link #readAt}. */
  public <S> Future<S> read(StoreType<S> type, String store) {
    return snapshot().compose(now -> readAt(type, store, now));
  }

  /**
   * A store as it was at a moment, for reading. Fails with {@link InstanceProblem#STORE_TYPE} if it
   * is of another type, and with {@link dev.couchgrass.store.error.ErrorCode#ENTRY_MISSING} if the
   * moment is not here.
   */
  public <S> Future<S> readAt(StoreType<S> type, String store, Tips moment) {
    return core.history()
        .state(StoreNames.INDEX, moment)
        .compose(
            index -> {
              StoreIndex.require(index, store, type);
              return core.history().state(store, moment);
            })
        .map(state -> type.open(reading(store, state)));
  }

  private Staged reading(String store, Doc state) {
    return new Staged(store, new DocEdit(state, core.means().random()), new Staged.ReadOnly());
  }

  /** Begins a transaction at the moment that is now. Fails as {@link #transactionAt}. */
  public Future<Transaction> transaction() {
    return snapshot().compose(this::transactionAt);
  }

  /**
   * Begins a transaction at a moment, which may be long ago. Fails with {@link
   * InstanceProblem#KEY_NEEDED} if this was opened without a key, and with {@link
   * InstanceProblem#ILLEGAL_MOMENT} if an entry of the moment is not here, not verified, or of
   * another database.
   */
  public Future<Transaction> transactionAt(Tips moment) {
    return key.isEmpty()
        ? Future.failedFuture(new InstanceException(InstanceProblem.KEY_NEEDED))
        : new Anchors(core)
            .at(moment)
            .compose(
                anchor ->
                    core.history()
                        .state(StoreNames.INDEX, anchor.moment())
                        .map(index -> new Transaction(core, key.get(), anchor, index)));
  }

  /**
   * Does some work in a transaction, and commits it. If the work fails, nothing was written. Fails
   * as {@link #transaction} and {@link Transaction#commit} do.
   *
   * @return what the work returned
   */
  public <T> Future<T> write(Function<Transaction, Future<T>> work) {
    return transaction()
        .compose(
            transaction ->
                Future.succeededFuture(transaction)
                    .compose(work)
                    .compose(done -> transaction.commit().map(committed -> done))
                    .andThen(ended -> transaction.abandon()));
  }

  /** An entry of the database; empty if it is not here, or not verified. */
  public Future<Optional<Entry>> entry(Cid id) {
    return core.entries()
        .get(id)
        .map(
            found ->
                found
                    .filter(stored -> stored.status().isAccepted())
                    .map(StoredEntry::entry)
                    .filter(entry -> entry.database().equals(core.id())));
  }

  /** What a moment stands for, in order: parents before their children. */
  public Future<ResultCursor<StoredEntry>> entries(Tips moment) {
    return core.entries().history(EntryRange.to(core.id(), moment));
  }

  /**
   * The entries that a moment stands for and an earlier one does not, in order. None if the later
   * is not later.
   */
  public Future<List<Cid>> added(Tips before, Tips after) {
    return core.entries()
        .history(EntryRange.to(core.id(), after).from(before))
        .compose(cursor -> cursor.toList(Integer.MAX_VALUE - 1))
        .map(entries -> entries.stream().map(stored -> stored.entry().id()).toList());
  }

  /**
   * Tells a listener of each write from now on, once and in order. The future completes when what
   * is being taken in has been.
   */
  public Future<Registration> onWrite(WriteListener listener) {
    return snapshot().compose(now -> core.listen(now, listener));
  }

  /**
   * Tells a listener of each write, as {@link #onWrite} does, and first of what came since a
   * moment, if anything did.
   */
  public Future<Registration> onWriteSince(Tips moment, WriteListener listener) {
    return core.listen(moment, listener);
  }

  @Override
  public String toString() {
    return "SignedDatabase[" + core.id() + "]";
  }
}
