package dev.couchgrass.server.replicator;

import dev.couchgrass.server.replication.RemoteDatabases;
import dev.couchgrass.server.replication.RemoteLocation;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Another server, without a network: it knows {@code anna} and her password. */
final class MemoryRemotes implements RemoteDatabases {
  static final String PASSWORD = "s3cr3t";

  private final Storage storage;
  final AtomicInteger open = new AtomicInteger();
  private volatile Optional<StoreException> failure = Optional.empty();

  MemoryRemotes(Storage storage) {
    this.storage = storage;
  }

  /** From now on nobody answers. */
  void fail() {
    failure = Optional.of(StoreException.failed("The server is not reached", new Exception("x")));
  }

  /** It answers again. */
  void mend() {
    failure = Optional.empty();
  }

  @Override
  public Future<Opened> open(RemoteLocation location, boolean create) {
    if (failure.isPresent()) {
      return Future.failedFuture(failure.get());
    }
    if (!location
        .credentials()
        .map(RemoteLocation.Credentials::password)
        .equals(Optional.of(PASSWORD))) {
      return Future.failedFuture(new StoreException(ErrorCode.UNAUTHORIZED, "Who are you?"));
    }
    Future<DocumentStore> opened =
        create ? storage.openOrCreate(location.database()) : storage.open(location.database());
    return opened.map(
        store -> {
          open.incrementAndGet();
          return new OpenStore(store);
        });
  }

  private final class OpenStore implements Opened {
    private final DocumentStore store;

    OpenStore(DocumentStore store) {
      this.store = store;
    }

    @Override
    public DocumentStore store() {
      return store;
    }

    @Override
    public Future<Void> close() {
      open.decrementAndGet();
      return Future.succeededFuture();
    }
  }
}
