package dev.couchgrass.instance.user;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.auth.ReadPass;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * The passes that a user lends the instance, so that it syncs databases while nobody is logged in.
 */
record Passes(UserNotes notes, KeyRing ring, PublicKey instance, InstantSource clock) {
  private static final Duration LENGTH = Duration.ofDays(365);

  /** A row with the pass that it needs: none if it is not synced. */
  DatabaseRow renewed(Cid database, DatabaseRow row) {
    if (!row.isSynced() || ring.find(row.key()).isEmpty()) {
      return row.withPass(Optional.empty());
    }
    Instant half = clock.instant().plus(LENGTH.dividedBy(2));
    boolean good =
        row.pass()
            .filter(it -> it.key().equals(row.key()) && it.bearer().equals(instance))
            .filter(it -> it.until().isAfter(half))
            .isPresent();
    return good
        ? row
        : row.withPass(
            Optional.of(
                ReadPass.sign(
                    ring.required(row.key()), database, instance, clock.instant().plus(LENGTH))));
  }

  /** Renews those that would end before the user may come back. */
  Future<Void> renewAll() {
    return notes.rows().compose(rows -> Repeat.each(rows.entrySet(), this::renew));
  }

  private Future<Void> renew(Map.Entry<Cid, DatabaseRow> row) {
    DatabaseRow renewed = renewed(row.getKey(), row.getValue());
    return renewed.equals(row.getValue())
        ? Future.succeededFuture()
        : notes.putRow(row.getKey(), renewed);
  }
}
