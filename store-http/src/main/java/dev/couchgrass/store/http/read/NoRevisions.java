package dev.couchgrass.store.http.read;

import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Revisions of which none is there. */
final class NoRevisions implements ResultCursor<OpenRevision> {
  private final Queue<OpenRevision> rest = new ArrayDeque<>();

  NoRevisions(List<RevisionId> asked) {
    asked.forEach(revision -> rest.add(new OpenRevision.Missing(revision)));
  }

  @Override
  public Future<List<OpenRevision>> next(int max) {
    List<OpenRevision> taken = new ArrayList<>();
    while (taken.size() < max && !rest.isEmpty()) {
      taken.add(rest.remove());
    }
    return Future.succeededFuture(taken);
  }

  @Override
  public Future<Void> close() {
    rest.clear();
    return Future.succeededFuture();
  }
}
