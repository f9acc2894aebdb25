package dev.couchgrass.sync.run;

import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.ChangesResult;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.result.UpdateSequence;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/**
 * The changes that there are, each batch asked for by itself and read at once: a source that
 * answers all of them in one would have to keep its answer, and a snapshot, for as long as the
 * target takes, and says how many are left only at the end of an answer.
 *
 * <p>Ends with what the source had at the first look, or later where it does not count: a source
 * that is written to all the time does not keep a replication from its end.
 */
final class ChangesPages implements ChangesReader {
  private final DocumentStore source;
  private final ChangesOptions asked;
  private UpdateSequence last;
  private long remaining;

  /** How many may still come of those that there were at first. */
  private long left = Long.MAX_VALUE;

  private boolean first = true;
  private boolean ended;

  ChangesPages(DocumentStore source, ChangesOptions asked) {
    this.source = source;
    this.asked = asked;
    this.last = asked.since();
  }

  @Override
  public Future<List<Change>> next(int max) {
    return ended
        ? Future.succeededFuture(List.of())
        : source
            .changes(asked.withSince(last).withLimit(max))
            .compose(page -> whole(page, max).eventually(page::close));
  }

  private Future<List<Change>> whole(ChangesResult page, int max) {
    List<Change> changes = new ArrayList<>();
    return Repeat.whileTrue(
            () ->
                page.next(max)
                    .map(
                        more -> {
                          changes.addAll(more);
                          return !more.isEmpty();
                        }))
        .map(
            read -> {
              note(page, changes.size(), max);
              return changes;
            });
  }

  private void note(ChangesResult page, int count, int max) {
    last = page.lastSequence();
    remaining = page.pending();
    if (first && remaining > 0) {
      left = count + remaining;
    }
    first = false;
    left -= left == Long.MAX_VALUE ? 0 : count;
    // A source that does not count says that nothing is left: whether that is so, a short page
    // tells.
    ended = count < max || left <= 0;
  }

  @Override
  public UpdateSequence lastSequence() {
    return last;
  }

  @Override
  public long remaining() {
    return remaining;
  }

  @Override
  public boolean caughtUp() {
    return false;
  }

  /** Nothing is open between two pages. */
  @Override
  public Future<Void> close() {
    ended = true;
    return Future.succeededFuture();
  }
}
