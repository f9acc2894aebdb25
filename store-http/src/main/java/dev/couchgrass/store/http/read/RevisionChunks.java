package dev.couchgrass.store.http.read;

import static dev.couchgrass.store.flow.Effects.onFailure;

import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.http.wire.Place;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;

/**
 * More revisions than one request's address has room for, a request for each few of them. Each is
 * of a moment of its own; a leaf that several of them lead to is handed out once.
 */
final class RevisionChunks implements ResultCursor<OpenRevision> {
  /** So many revisions, encoded, are about 5,000 bytes; servers take 8,000. */
  static final int SIZE = 100;

  private final Place place;
  private final Function<List<RevisionId>, Future<ResultCursor<OpenRevision>>> opener;
  private final Queue<List<RevisionId>> rest = new ArrayDeque<>();
  private final boolean latest;
  private final Set<RevisionId> found = new HashSet<>();
  private Optional<ResultCursor<OpenRevision>> current = Optional.empty();
  private Optional<Throwable> failure = Optional.empty();

  /**
   * @param latest whether leaves are opened instead of revisions, so that one may come again
   */
  RevisionChunks(
      Place place,
      List<RevisionId> revisions,
      boolean latest,
      Function<List<RevisionId>, Future<ResultCursor<OpenRevision>>> opener) {
    this.place = place;
    this.opener = opener;
    this.latest = latest;
    for (int from = 0; from < revisions.size(); from += SIZE) {
      rest.add(revisions.subList(from, Math.min(revisions.size(), from + SIZE)));
    }
  }

  @Override
  public Future<List<OpenRevision>> next(int max) {
    return place.run(
        () -> {
          if (failure.isPresent()) {
            return Future.failedFuture(failure.get());
          }
          List<OpenRevision> taken = new ArrayList<>();
          return Repeat.whileTrue(() -> take(taken, max))
              .andThen(onFailure(cause -> failure = Optional.of(cause)))
              .map(done -> taken);
        });
  }

  /** Whether to go on: nothing has come yet that was not there before. */
  private Future<Boolean> take(List<OpenRevision> taken, int max) {
    if (current.isEmpty()) {
      return rest.isEmpty()
          ? Future.succeededFuture(false)
          : opener
              .apply(rest.remove())
              .map(
                  opened -> {
                    current = Optional.of(opened);
                    return true;
                  });
    }
    return current
        .get()
        .next(max)
        .map(
            rows -> {
              rows.stream().filter(this::isNew).forEach(taken::add);
              if (rows.isEmpty()) {
                current = Optional.empty();
              }
              return taken.isEmpty();
            });
  }

  private boolean isNew(OpenRevision opened) {
    return !latest
        || !(opened instanceof OpenRevision.Found leaf)
        || found.add(leaf.document().revision());
  }

  @Override
  public Future<Void> close() {
    return place.run(
        () -> {
          rest.clear();
          Optional<ResultCursor<OpenRevision>> open = current;
          current = Optional.empty();
          return open.map(ResultCursor::close).orElse(Future.succeededFuture());
        });
  }
}
