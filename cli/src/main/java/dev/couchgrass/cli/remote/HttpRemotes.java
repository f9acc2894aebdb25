package dev.couchgrass.cli.remote;

import dev.couchgrass.server.replication.AddressRules;
import dev.couchgrass.server.replication.RemoteDatabases;
import dev.couchgrass.server.replication.RemoteLocation;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.http.HttpStorage;
import dev.couchgrass.store.http.options.HttpAuthentication;
import dev.couchgrass.store.http.options.HttpOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Databases of other servers over HTTP, where the rules let it. */
public final class HttpRemotes implements RemoteDatabases {
  private final Vertx vertx;
  private final AllowedHosts hosts;

  public HttpRemotes(Vertx vertx, AddressRules rules) {
    this.vertx = vertx;
    this.hosts = new AllowedHosts(vertx, rules);
  }

  /** A database, and the storage that is open for it alone. */
  private record Single(DocumentStore store, Storage storage) implements Opened {
    @Override
    public Future<Void> close() {
      return storage.close();
    }
  }

  @Override
  public Future<Opened> open(RemoteLocation location, boolean create) {
    HttpOptions options;
    try {
      options =
          HttpOptions.of(location.server())
              .withAuthentication(authentication(location))
              .withLookup(hosts);
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(
          new StoreException(ErrorCode.BAD_REQUEST, "The headers or the URL can't be sent"));
    }
    return HttpStorage.open(vertx, options).compose(storage -> open(storage, location, create));
  }

  private static Future<Opened> open(Storage storage, RemoteLocation location, boolean create) {
    Future<DocumentStore> opened =
        create ? storage.openOrCreate(location.database()) : storage.open(location.database());
    return opened
        .<Opened>map(store -> new Single(store, storage))
        .recover(cause -> storage.close().transform(closed -> Future.failedFuture(cause)));
  }

  private static HttpAuthentication authentication(RemoteLocation location) {
    Map<String, String> headers = new HashMap<>(location.headers());
    location.credentials().ifPresent(who -> headers.put("Authorization", "Basic " + encoded(who)));
    return headers.isEmpty() ? HttpAuthentication.NONE : new HttpAuthentication.Headers(headers);
  }

  private static String encoded(RemoteLocation.Credentials who) {
    byte[] pair = (who.name() + ':' + who.password()).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(pair);
  }
}
