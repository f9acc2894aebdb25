package dev.couchgrass.conformance.replication;

import dev.couchgrass.conformance.home.KvHome;
import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.replication.home.HeapHome;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.kv.KvOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Honest databases that are made wrong when they are opened.
 *
 * @param fault what is done to each database
 * @param afterCrash what is done to each, beside that, once the storage has crashed
 */
record WrongHome(
    StorageHome inner,
    UnaryOperator<DocumentStore> fault,
    Function<DocumentStore, Future<DocumentStore>> afterCrash,
    boolean crashedOnce)
    implements StorageHome {
  static WrongHome of(UnaryOperator<DocumentStore> fault) {
    return of(fault, Future::succeededFuture);
  }

  static WrongHome of(
      UnaryOperator<DocumentStore> fault,
      Function<DocumentStore, Future<DocumentStore>> afterCrash) {
    StorageHome honest = new KvHome(new HeapHome(), KvOptions.DEFAULTS);
    return new WrongHome(honest, fault, afterCrash, false);
  }

  @Override
  public Future<Storage> open(Vertx vertx) {
    Changed.Instead wrongly = (call, arguments) -> call.with(arguments).compose(this::wrong);
    return inner
        .open(vertx)
        .map(Changed.of(Storage.class).when("create", wrongly).when("open", wrongly)::over);
  }

  private Future<DocumentStore> wrong(Object database) {
    DocumentStore wrong = fault.apply((DocumentStore) database);
    return crashedOnce ? afterCrash.apply(wrong) : Future.succeededFuture(wrong);
  }

  @Override
  public boolean keeps() {
    return inner.keeps();
  }

  @Override
  public Optional<StorageHome> crashed() throws IOException {
    return inner.crashed().map(left -> new WrongHome(left, fault, afterCrash, true));
  }

  @Override
  public void delete() throws IOException {
    inner.delete();
  }
}
