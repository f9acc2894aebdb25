package dev.couchgrass.instance.history;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.auth.DelegatedSettings;
import io.vertx.core.Future;
import java.util.List;

/** Finds the settings of other databases, whose keys a database may trust. */
@FunctionalInterface
public interface Delegates {
  /** Knows none. */
  Delegates NONE =
      (database, tips, floor) ->
          Future.succeededFuture(DelegatedSettings.NONE.find(database, tips, floor));

  /** As {@link DelegatedSettings#find}. */
  Future<DelegatedSettings.Answer> find(Cid database, List<Cid> tips, List<Cid> floor);
}
