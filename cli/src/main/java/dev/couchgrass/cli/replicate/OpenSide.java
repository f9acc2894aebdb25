package dev.couchgrass.cli.replicate;

import dev.couchgrass.cli.disk.StoreFolder;
import dev.couchgrass.cli.disk.WorkProgress;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.http.HttpStorage;
import dev.couchgrass.store.http.options.HttpAuthentication;
import dev.couchgrass.store.http.options.HttpOptions;
import dev.couchgrass.sync.Endpoint;
import io.vertx.core.Vertx;
import java.io.IOException;

/** A database that was opened for a replication, with the storage that it is in. */
public final class OpenSide implements AutoCloseable {
  private final Storage storage;
  private final Endpoint endpoint;

  private OpenSide(Storage storage, Endpoint endpoint) {
    this.storage = storage;
    this.endpoint = endpoint;
  }

  /**
   * Opens it, and waits until it is.
   *
   * @param create whether it is made if it is missing
   * @param progress for what a folder's databases may take before they are open
   * @throws IOException if a folder can't be opened
   */
  public static OpenSide open(Vertx vertx, Side side, boolean create, WorkProgress progress)
      throws IOException {
    if (side instanceof Side.OnServer server) {
      Storage storage = HttpStorage.open(vertx, options(server)).await();
      return in(storage, side, create, server.server().base().toString());
    }
    Side.InFolder folder = (Side.InFolder) side;
    Storage storage = new StoreFolder(folder.folder(), progress).open(vertx, "commit");
    return in(storage, side, create, "");
  }

  private static HttpOptions options(Side.OnServer side) {
    HttpOptions options = HttpOptions.of(side.server().base());
    return side.server()
        .credentials()
        .map(
            who ->
                options.withAuthentication(
                    new HttpAuthentication.Basic(who.name(), who.password())))
        .orElse(options);
  }

  private static OpenSide in(Storage storage, Side side, boolean create, String url) {
    try {
      DocumentStore store =
          (create ? storage.openOrCreate(side.database()) : storage.open(side.database())).await();
      return new OpenSide(
          storage, (url.isEmpty() ? Endpoint.of(store) : Endpoint.at(url, store)).await());
    } catch (RuntimeException e) {
      storage.close().await();
      throw e;
    }
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    storage.close().await();
  }
}
