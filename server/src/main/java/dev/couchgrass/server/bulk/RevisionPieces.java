package dev.couchgrass.server.bulk;

import static dev.couchgrass.store.flow.Effects.onFailure;

import dev.couchgrass.server.document.BulkFound;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import java.util.List;

/**
 * The revisions of one row of a bulk read, a piece at a time. One piece is always read ahead, as
 * each must tell whether it is the last.
 */
final class RevisionPieces {
  private static final int PAGE = 100;

  private final BulkGetRow.Asked asked;
  private final ResultCursor<OpenRevision> revisions;
  private List<OpenRevision> ahead;
  private boolean begun;

  private RevisionPieces(
      BulkGetRow.Asked asked, ResultCursor<OpenRevision> revisions, List<OpenRevision> first) {
    this.asked = asked;
    this.revisions = revisions;
    this.ahead = first;
  }

  /** Begins to read; closes the revisions if that fails. */
  static Future<RevisionPieces> of(BulkGetRow.Asked asked, ResultCursor<OpenRevision> revisions) {
    return revisions
        .next(PAGE)
        .map(first -> new RevisionPieces(asked, revisions, first))
        .andThen(onFailure(failure -> revisions.close()));
  }

  Future<BulkFound> next() {
    List<OpenRevision> piece = ahead;
    boolean begins = !begun;
    return revisions
        .next(PAGE)
        .map(
            following -> {
              ahead = following;
              begun = true;
              return BulkFetch.found(asked, piece, begins, following.isEmpty());
            });
  }

  /** Whether all pieces were handed out. */
  boolean ended() {
    return begun && ahead.isEmpty();
  }

  Future<Void> close() {
    return revisions.close();
  }
}
