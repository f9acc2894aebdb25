package dev.couchgrass.instance.database;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.DocEdit;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.InvalidEntryException;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.auth.AuthSettings;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.store.SettingsStore;
import dev.couchgrass.instance.store.StoreType;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Edits of some stores of a signed database that become one entry, signed: all of them or none.
 *
 * <p>It reads the database as of the moment that it began at, with its own edits on top, whatever
 * others write meanwhile. Two transactions that began at one moment do not hinder each other: both
 * entries build on that moment, and are merged. For one user at a time. After {@link #commit} or
 * {@link #abandon}, it and its stores throw {@link IllegalStateException}.
 */
public final class Transaction {
  private final DatabaseCore core;
  private final DatabaseKey key;
  private final Anchor anchor;
  private final DocEdit index;
  private final Map<String, Future<Staged>> stores = new LinkedHashMap<>();
  private final Map<String, PasswordStore<?>> encrypted = new HashMap<>();
  private boolean mayEndWithoutAdmin;
  private boolean ended;

  Transaction(DatabaseCore core, DatabaseKey key, Anchor anchor, Doc index) {
    this.core = core;
    this.key = key;
    this.anchor = anchor;
    this.index = new DocEdit(index, core.means().random());
  }

  /**
   * Opens a store, or makes it. The same store for every call.
   *
   * <p>Fails with {@link InstanceProblem#STORE_TYPE} if it is of another type, and with {@link
   * InstanceProblem#ILLEGAL_STORE_NAME} if its name is empty, longer than 255 bytes, or begins with
   * an underscore.
   */
  public <S> Future<S> store(StoreType<S> type, String name) {
    requireOpen();
    try {
      StoreIndex.require(index.current(), name, type);
    } catch (InstanceException e) {
      return Future.failedFuture(e);
    }
    return stores.computeIfAbsent(name, absent -> stage(absent, type.id())).map(type::open);
  }

  /**
   * Opens a store, or makes it, and edits it: {@link #store} in one call. Fails as that does, and
   * with what the edit throws; then the transaction should not be committed.
   *
   * @return this
   */
  public <S> Future<Transaction> edit(StoreType<S> type, String name, Consumer<? super S> change) {
    return store(type, name)
        .map(
            opened -> {
              change.accept(opened);
              return this;
            });
  }

  /** As {@link #edit}, of the settings. */
  public Future<Transaction> editSettings(Consumer<? super SettingsStore> change) {
    return edit(SettingsStore.TYPE, StoreNames.SETTINGS, change);
  }

  /**
   * Opens an encrypted store. Its edits become one encrypted payload.
   *
   * <p>Fails with {@link InstanceProblem#STORE_MISSING} if it was not there yet at the moment, and
   * with {@link InstanceProblem#STORE_UNREADABLE} and the entry's id if one can't be read.
   *
   * @param store which stays open until {@link #commit} has completed
   * @throws IllegalArgumentException if it is a store of another database
   */
  public <S> Future<S> store(PasswordStore<S> store) {
    requireOpen();
    store.requireIn(core.id());
    String name = store.name();
    try {
      StoreIndex.keys(index.current(), name);
    } catch (InstanceException e) {
      return Future.failedFuture(e);
    }
    encrypted.putIfAbsent(name, store);
    return stores
        .computeIfAbsent(name, absent -> stage(absent, store.state(anchor.moment())))
        .map(store.type()::open);
  }

  /**
   * The index of stores, with this transaction's edits.
   *
   * @throws IllegalStateException after the transaction has ended
   */
  DocEdit index() {
    requireOpen();
    return index;
  }

  /** Opens the settings. */
  public Future<SettingsStore> settings() {
    return store(SettingsStore.TYPE, StoreNames.SETTINGS);
  }

  /** At once in the index, so that nobody opens it as another type meanwhile. */
  private Future<Staged> stage(String name, String type) {
    if (!StoreNames.isSystem(name) && StoreIndex.type(index.current(), name).isEmpty()) {
      StoreIndex.add(index, name, type);
    }
    return stage(name, core.history().state(name, anchor.moment()));
  }

  private Future<Staged> stage(String name, Future<Doc> found) {
    return found.map(
        state -> new Staged(name, new DocEdit(state, core.means().random()), new Open()));
  }

  /** What is open as long as the transaction is. */
  private final class Open implements Staged.Stage {
    @Override
    public void requireReadable() {
      requireOpen();
    }

    @Override
    public void requireEditable() {
      requireOpen();
    }
  }

  private void requireOpen() {
    if (ended) {
      throw new IllegalStateException("The transaction has ended");
    }
  }

  /**
   * Lets the edits leave nobody who may change the settings: nobody can ever be let in then, or
   * shut out. {@link #commit} refuses that else.
   *
   * @return this
   */
  public Transaction allowLeavingNoAdmin() {
    requireOpen();
    mayEndWithoutAdmin = true;
    return this;
  }

  /**
   * Of what is written here alone: all replicas have to judge alike, whoever wished it, and what
   * others did meanwhile is not known.
   */
  private Future<Void> requireAdmin() {
    Optional<Staged> settings =
        Optional.ofNullable(stores.get(StoreNames.SETTINGS)).map(Future::result);
    boolean leavesNone =
        settings
            .map(Staged::edits)
            .filter(edits -> !edits.delta().equals(Doc.EMPTY))
            .filter(edits -> !AuthSettings.of(edits.current()).hasAdmin())
            .isPresent();
    return leavesNone && !mayEndWithoutAdmin
        ? Future.failedFuture(new InstanceException(InstanceProblem.LAST_ADMIN))
        : Future.succeededFuture();
  }

  /** Gives up all edits. */
  public void abandon() {
    ended = true;
  }

  /**
   * Signs the edits and puts them into the database. The transaction has ended then, also if this
   * fails. Without any edit it makes an entry that does nothing but join the moment's tips. Where
   * there are more tips than an entry may name, entries that join some of them are written first,
   * and stay if this fails.
   *
   * <p>Fails with {@link InstanceProblem#NOT_ALLOWED} and the reason if the settings before do not
   * allow this to its key, or a change of the settings that came meanwhile takes it away; with
   * {@link InstanceProblem#LAST_ADMIN} if nobody could change the settings any more, unless that is
   * {@linkplain #allowLeavingNoAdmin wished}; and with {@link InstanceProblem#TOO_LARGE} if it is
   * more than fits into an entry.
   *
   * @return the entry's id, when it is as durable as the storage is
   */
  public Future<Cid> commit() {
    requireOpen();
    ended = true;
    return Future.all(List.copyOf(stores.values()))
        .compose(opened -> requireAdmin())
        .compose(allowed -> sign(changes()))
        .recover(Transaction::tooLarge)
        .compose(this::put);
  }

  private Future<Entry> sign(Map<String, Signing.Change> changes) {
    return new Joins(core, key, anchor)
        .joined(changes.keySet())
        .compose(joined -> new Signing(core, key, joined).sign(changes));
  }

  private Map<String, Signing.Change> changes() {
    Map<String, Signing.Change> changes = new LinkedHashMap<>();
    stores.forEach(
        (name, store) -> {
          Doc delta = store.result().edits().delta();
          if (!delta.equals(Doc.EMPTY)) {
            changes.put(name, change(name, delta));
          }
        });
    if (!index.delta().equals(Doc.EMPTY)) {
      changes.put(StoreNames.INDEX, place -> Optional.of(index.delta().encode()));
    }
    return changes;
  }

  private Signing.Change change(String name, Doc delta) {
    return Optional.<PasswordStore<?>>ofNullable(encrypted.get(name))
        .<Signing.Change>map(store -> place -> Optional.of(store.seal(delta, place)))
        .orElse(place -> Optional.of(delta.encode()));
  }

  private static Future<Entry> tooLarge(Throwable failure) {
    if (failure instanceof InvalidEntryException entry) {
      return Future.failedFuture(
          new InstanceException(InstanceProblem.TOO_LARGE, entry.refusal().reason()));
    }
    return Future.failedFuture(
        failure instanceof InvalidInputException data
            ? new InstanceException(InstanceProblem.TOO_LARGE, data.reason())
            : failure);
  }

  private Future<Cid> put(Entry entry) {
    return core.take(List.of(entry), WriteSource.LOCAL)
        .compose(received -> Outcomes.required(entry, received));
  }
}
