package dev.couchgrass.instance.history;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Signatures that are being verified, piece by piece: whoever judges the first entries need not
 * wait for the last ones.
 */
final class Ahead {
  private final Map<Cid, Future<Void>> known;

  /**
   * What is being verified.
   *
   * @param known completes, for each entry, when its signature is known
   */
  Ahead(Map<Cid, Future<Void>> known) {
    this.known = new HashMap<>(known);
  }

  /** Completes when the signature of an entry is known, or need not be. */
  Future<Void> of(Entry entry) {
    return Optional.ofNullable(known.get(entry.id())).orElseGet(Future::succeededFuture);
  }
}
