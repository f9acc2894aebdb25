package dev.couchgrass.instance.database;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.DocEdit;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.history.ReadStates;
import dev.couchgrass.instance.secret.PayloadCipher;
import dev.couchgrass.instance.store.StoreType;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * An encrypted store of a signed database, opened with its password by {@link PasswordStores}.
 *
 * <p>What a transaction changes in it is one payload in the entry, and payloads are merged as the
 * changes of a plain store are, in the same order. Who has no password sees that there is an
 * encrypted store, who wrote to it when, and how much; not even of which type it is. Whoever may
 * write to the database may spoil it, as anything else there: a payload that was not encrypted with
 * the store's key, or stands in another entry than it was made for, makes reads fail, and they name
 * the entry; earlier moments can still be read.
 *
 * <p>Closing it overwrites the key; then it can't be read or written. Several threads may use it.
 *
 * @param <S> what the store is used as
 */
public final class PasswordStore<S> implements AutoCloseable {
  /** The type that the database knows these stores by. */
  public static final String TYPE = "encrypted:v0";

  private final DatabaseCore core;
  private final String name;
  private final StoreType<S> type;
  private final List<PayloadCipher> ciphers;
  private final ReadStates states;

  /**
   * Takes over the ciphers.
   *
   * @param ciphers the first encrypts; at least one
   */
  PasswordStore(DatabaseCore core, String name, StoreType<S> type, List<PayloadCipher> ciphers) {
    this.core = core;
    this.name = name;
    this.type = type;
    this.ciphers = List.copyOf(ciphers);
    this.states = core.history().read(name, this::open);
  }

  /** The name of the store. */
  public String name() {
    return name;
  }

  /** What the store is used as. */
  public StoreType<S> type() {
    return type;
  }

  /** The store as it is now, for reading. Fails as {@link #readAt}. */
  public Future<S> read() {
    return core.history().now().compose(this::readAt);
  }

  /**
   * The store as it was at a moment, for reading. Fails with {@link InstanceProblem#STORE_MISSING}
   * if it was not there yet, with {@link InstanceProblem#STORE_UNREADABLE} and the entry's id if
   * one can't be read, and with {@link dev.couchgrass.store.error.ErrorCode#ENTRY_MISSING} if the
   * moment is not here.
   */
  public Future<S> readAt(Tips moment) {
    return core.history()
        .state(StoreNames.INDEX, moment)
        .compose(
            index -> {
              StoreIndex.keys(index, name);
              return state(moment);
            })
        .map(
            state ->
                type.open(
                    new Staged(
                        name, new DocEdit(state, core.means().random()), new Staged.ReadOnly())));
  }

  Future<Doc> state(Tips moment) {
    requireOpen();
    return states.at(moment);
  }

  private void requireOpen() {
    if (ciphers.get(0).isClosed()) {
      throw new IllegalStateException("The store is closed");
    }
  }

  void requireIn(Cid database) {
    if (!core.id().equals(database)) {
      throw new IllegalArgumentException("The store is another database's");
    }
  }

  byte[] seal(Doc change, Place place) {
    return ciphers.get(0).encrypt(Payload.ofChange(change, place));
  }

  private Optional<Doc> open(Entry entry, String store) {
    return entry.data(store).map(data -> open(data, Place.of(entry, store), entry.id()));
  }

  private Doc open(byte[] data, Place place, Cid entry) {
    return decrypt(ciphers, data)
        .flatMap(message -> Payload.change(message, place))
        .orElseThrow(
            () -> new InstanceException(InstanceProblem.STORE_UNREADABLE, entry.toString()));
  }

  private static Optional<byte[]> decrypt(List<PayloadCipher> ciphers, byte[] data) {
    try {
      return ciphers.stream().flatMap(cipher -> cipher.decrypt(data).stream()).findFirst();
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }

  /** Overwrites the key, and forgets what was read. Idempotent. */
  @Override
  public void close() {
    ciphers.forEach(PayloadCipher::close);
    states.forget();
  }

  @Override
  public String toString() {
    return "PasswordStore[" + name + " of " + core.id() + "]";
  }
}
