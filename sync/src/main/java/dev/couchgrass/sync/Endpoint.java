package dev.couchgrass.sync;

import dev.couchgrass.store.Capability;
import dev.couchgrass.store.DocumentStore;
import io.vertx.core.Future;
import java.util.Objects;

/**
 * A database that is replicated from or to.
 *
 * @param identity tells it from every other database anywhere, and stays the same for its whole
 *     life: where a replication goes on from depends on it. Never has credentials.
 */
public record Endpoint(String identity, DocumentStore store) {
  public Endpoint {
    Objects.requireNonNull(store);
    if (identity.isEmpty()) {
      throw new IllegalArgumentException("An endpoint has an identity");
    }
  }

  /**
   * A database of a storage of this process, known by its instance.
   *
   * @throws IllegalArgumentException if the store has no {@link Capability#INSTANCES}: two servers'
   *     databases may be taken for one then, so say {@link #at where} it is
   */
  public static Future<Endpoint> of(DocumentStore store) {
    if (!store.capabilities().contains(Capability.INSTANCES)) {
      throw new IllegalArgumentException("A server's database is known by its URL");
    }
    return store.info().map(info -> new Endpoint(info.instance() + "/" + info.name(), store));
  }

  /**
   * A database of a server. One that was made again under the same name has no notes of those that
   * replicated before, so it need not be told from the former one; and some servers call all of
   * their databases new whenever they start.
   *
   * @param url the server's, without credentials
   */
  public static Future<Endpoint> at(String url, DocumentStore store) {
    return store.info().map(info -> new Endpoint(url + "/" + info.name(), store));
  }
}
