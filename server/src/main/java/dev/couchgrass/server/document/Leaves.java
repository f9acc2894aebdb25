package dev.couchgrass.server.document;

import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import java.util.List;

/** All leaves of a document: if there are none the document is not there, which is a 404. */
final class Leaves implements ResultCursor<OpenRevision> {
  private final ResultCursor<OpenRevision> leaves;
  private boolean any;

  Leaves(ResultCursor<OpenRevision> leaves) {
    this.leaves = leaves;
  }

  @Override
  public Future<List<OpenRevision>> next(int max) {
    return leaves
        .next(max)
        .map(
            piece -> {
              any |= !piece.isEmpty();
              if (!any) {
                throw HttpFailure.notFound("missing");
              }
              return piece;
            });
  }

  @Override
  public Future<Void> close() {
    return leaves.close();
  }
}
