package dev.couchgrass.sync.run;

import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesFilter;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.LiveChanges;
import dev.couchgrass.store.result.UpdateSequence;
import dev.couchgrass.sync.options.ReplicationOptions;
import dev.couchgrass.sync.options.Selection;
import io.vertx.core.Future;
import java.util.List;

/** The source's changes, in batches: those there are, or those that come too. */
interface ChangesReader {
  /** The next changes; none at the end. */
  Future<List<Change>> next(int max);

  /** Where to go on from after all that were taken. */
  UpdateSequence lastSequence();

  /** How many changes are left beyond those that were taken, as of the last look. */
  long remaining();

  /** Whether the source has nothing more right now. */
  boolean caughtUp();

  Future<Void> close();

  static Future<ChangesReader> open(
      DocumentStore source, UpdateSequence since, ReplicationOptions options) {
    ChangesOptions.Style style =
        options.winnersOnly() ? ChangesOptions.Style.MAIN_ONLY : ChangesOptions.Style.ALL_DOCS;
    ChangesOptions asked =
        ChangesOptions.DEFAULTS
            .withSince(since)
            .withStyle(style)
            .withFilter(filter(options.selection()));
    return options.live()
        ? source.follow(asked).map(Live::new)
        : Future.succeededFuture(new ChangesPages(source, asked));
  }

  private static ChangesFilter filter(Selection selection) {
    if (selection instanceof Selection.Documents documents) {
      return new ChangesFilter.Documents(documents.ids());
    }
    return selection instanceof Selection.Selector selector ? selector.filter() : ChangesFilter.ALL;
  }

  /** Those that come too. */
  record Live(LiveChanges changes) implements ChangesReader {
    @Override
    public Future<List<Change>> next(int max) {
      return changes.next(max);
    }

    @Override
    public UpdateSequence lastSequence() {
      return changes.lastSequence();
    }

    @Override
    public long remaining() {
      return changes.pending();
    }

    @Override
    public boolean caughtUp() {
      return changes.pending() == 0;
    }

    @Override
    public Future<Void> close() {
      return changes.close();
    }
  }
}
