package dev.couchgrass.instance.database;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.history.Received;
import io.vertx.core.Future;
import java.util.Optional;

/** What became of an entry that was written here. */
final class Outcomes {
  private Outcomes() {}

  /** The id, if the entry was accepted. */
  static Future<Cid> required(Entry entry, Received received) {
    Cid id = entry.id();
    if (received.accepted().contains(id) || received.known().contains(id)) {
      return Future.succeededFuture(id);
    }
    String reason =
        Optional.ofNullable(received.refused().get(id))
            .or(() -> Optional.ofNullable(received.withheld().get(id)))
            .orElse("The entry can't be verified yet");
    return Future.failedFuture(new InstanceException(InstanceProblem.NOT_ALLOWED, reason));
  }
}
