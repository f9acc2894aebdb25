package dev.couchgrass.conformance.replication;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesFilter;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.result.UpdateSequence;
import dev.couchgrass.sync.options.ReplicationOptions;
import dev.couchgrass.sync.options.Selection;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a database has of that which a replication takes, asked of the database itself. */
final class Listing {
  private static final int ANY = 100_000;

  private Listing() {}

  /** The revisions that it lists after a moment. */
  static Future<Map<DocumentId, List<RevisionId>>> since(
      DocumentStore store, UpdateSequence since, ReplicationOptions taken) {
    ChangesFilter filter =
        taken.selection() instanceof Selection.Documents documents
            ? new ChangesFilter.Documents(documents.ids())
            : ChangesFilter.ALL;
    ChangesOptions.Style style =
        taken.winnersOnly() ? ChangesOptions.Style.MAIN_ONLY : ChangesOptions.Style.ALL_DOCS;
    ChangesOptions options =
        ChangesOptions.DEFAULTS.withSince(since).withStyle(style).withFilter(filter);
    return store
        .changes(options)
        .compose(changes -> changes.toList(ANY))
        .map(
            changes -> {
              Map<DocumentId, List<RevisionId>> listed = new LinkedHashMap<>();
              for (Change change : changes) {
                listed.put(change.id(), change.revisions());
              }
              return listed;
            });
  }

  /** The revisions that it lists up to a moment. */
  static Future<Map<DocumentId, List<RevisionId>>> until(
      DocumentStore store, UpdateSequence until, ReplicationOptions taken) {
    return since(store, UpdateSequence.START, taken)
        .compose(
            all ->
                since(store, until, taken)
                    .map(
                        later -> {
                          later.keySet().forEach(all::remove);
                          return all;
                        }));
  }
}
