package dev.couchgrass.instance.sync.exchange;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.auth.AuthSettings;
import dev.couchgrass.instance.auth.ReadPass;
import dev.couchgrass.instance.database.DatabaseRegistry;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.sync.serve.Access;
import dev.couchgrass.instance.wire.WireLimits;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses passes to be sent, of which there may be few: none that has ended, and none of a key that
 * is known to be revoked. A key that is not known here may be known to the peer.
 */
record UsefulPasses(DatabaseRegistry databases) {
  Future<List<ReadPass>> of(Cid database, List<ReadPass> all) {
    return new SignedDatabase(databases.core(database), Optional.empty())
        .settings()
        .compose(settings -> useful(database, settings.auth(), all));
  }

  private Future<List<ReadPass>> useful(Cid database, AuthSettings auth, List<ReadPass> all) {
    List<ReadPass> useful = new ArrayList<>();
    return Repeat.each(
            all,
            pass ->
                isUseful(database, auth, pass)
                    .map(
                        is -> {
                          if (is && useful.size() < WireLimits.MAX_PASSES) {
                            useful.add(pass);
                          }
                          return null;
                        }))
        .map(useful);
  }

  private Future<Boolean> isUseful(Cid database, AuthSettings auth, ReadPass pass) {
    if (!pass.until().isAfter(databases.means().clock().instant())) {
      return Future.succeededFuture(false);
    }
    boolean revoked = auth.key(pass.key()).filter(grant -> !grant.isActive()).isPresent();
    // Revoked here, it may yet be one whom a trusted database lets in.
    return revoked
        ? new Access(databases).of(database, Set.of(pass.key())).map(Optional::isPresent)
        : Future.succeededFuture(true);
  }
}
