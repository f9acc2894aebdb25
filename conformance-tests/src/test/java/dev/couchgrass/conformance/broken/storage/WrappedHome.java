package dev.couchgrass.conformance.broken.storage;

import dev.couchgrass.conformance.broken.engine.ReferenceHome;
import dev.couchgrass.conformance.home.KvHome;
import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.instrument.Probe;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.TransactionOptions;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.operation.LogStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Where honest databases over the honest engine are kept, and made wrong when they are opened. */
public final class WrappedHome implements StorageHome {
  private final StorageHome inner;
  private final UnaryOperator<Storage> wrapper;
  private final boolean watched;

  private WrappedHome(StorageHome inner, UnaryOperator<Storage> wrapper, boolean watched) {
    this.inner = inner;
    this.wrapper = wrapper;
    this.watched = watched;
  }

  private static WrappedHome of(UnaryOperator<Storage> wrapper, boolean watched) {
    return new WrappedHome(
        new KvHome(ReferenceHome.honest(), KvOptions.DEFAULTS), wrapper, watched);
  }

  /** Whose storage hands everything on. */
  public static WrappedHome honest() {
    return of(DelegatingStorage::new, true);
  }

  /** Whose engine the suites may watch. */
  static WrappedHome watched(UnaryOperator<Storage> wrapper) {
    return of(wrapper, true);
  }

  /** Of whose engine the suites know nothing: as where a storage has none, or is a server's. */
  public static WrappedHome unwatched(UnaryOperator<Storage> wrapper) {
    return of(wrapper, false);
  }

  /** Of whose engine the suites know nothing, and whose entries are made wrong. */
  public static WrappedHome ofEntries(UnaryOperator<EntryStore> wrapper) {
    return unwatched(storage -> new OtherEntries(storage, wrapper));
  }

  /** Whose storage keeps no entries, and says so. */
  public static WrappedHome withoutEntries() {
    return unwatched(
        storage ->
            new DelegatingStorage(storage) {
              @Override
              public Future<EntryStore> entries() {
                return Future.failedFuture(
                    new StoreException(ErrorCode.NOT_SUPPORTED, "It keeps no entries"));
              }
            });
  }

  /** Whose storage keeps no signed logs, and has no transactions. */
  public static WrappedHome withoutLogs() {
    return unwatched(
        storage ->
            new DelegatingStorage(storage) {
              @Override
              public Future<LogStores> logs() {
                return Future.failedFuture(
                    new StoreException(ErrorCode.NOT_SUPPORTED, "It keeps no logs"));
              }

              @Override
              public <T> Future<T> transact(
                  TransactionOptions options, Function<StorageTransaction, Future<T>> work) {
                return Future.failedFuture(
                    new StoreException(ErrorCode.NOT_SUPPORTED, "It has no transactions"));
              }
            });
  }

  private static final class OtherEntries extends DelegatingStorage {
    private final UnaryOperator<EntryStore> wrapper;
    private Optional<Future<EntryStore>> wrapped = Optional.empty();

    OtherEntries(Storage inner, UnaryOperator<EntryStore> wrapper) {
      super(inner);
      this.wrapper = wrapper;
    }

    /** One for all calls, as what is wrong may remember something. */
    @Override
    public synchronized Future<EntryStore> entries() {
      Future<EntryStore> one = wrapped.orElseGet(() -> inner.entries().map(wrapper));
      wrapped = Optional.of(one);
      return one;
    }
  }

  @Override
  public Future<Storage> open(Vertx vertx) {
    return inner.open(vertx).map(wrapper);
  }

  @Override
  public boolean keeps() {
    return inner.keeps();
  }

  @Override
  public Optional<StorageHome> crashed() throws IOException {
    return inner.crashed().map(left -> new WrappedHome(left, wrapper, watched));
  }

  @Override
  public Optional<Probe> engine() {
    return watched ? inner.engine() : Optional.empty();
  }

  @Override
  public void delete() throws IOException {
    inner.delete();
  }
}
