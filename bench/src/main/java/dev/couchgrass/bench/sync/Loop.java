package dev.couchgrass.bench.sync;

import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.ChangesResult;
import dev.couchgrass.store.document.BulkGetOptions;
import dev.couchgrass.store.document.BulkGetRequest;
import dev.couchgrass.store.document.BulkGetResult;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.document.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The least that copies a database: changes, bodies and grafts of 500 at a time, one step after the
 * other. No checkpoint, no question what is there already, no attachments, no second try.
 */
final class Loop {
  private static final int BATCH = 500;
  private static final BulkGetOptions WITH_HISTORY = BulkGetOptions.DEFAULTS.withHistory(true);
  private static final ChangesOptions ALL =
      ChangesOptions.DEFAULTS.withStyle(ChangesOptions.Style.ALL_DOCS);

  private Loop() {}

  static void copy(Held source, Held target, long revisions) {
    ChangesResult changes = source.store().changes(ALL).await();
    long copied = 0;
    List<Change> batch = changes.next(BATCH).await();
    while (!batch.isEmpty()) {
      List<DocumentGraft> grafts =
          grafts(source.store().bulkGet(requests(batch), WITH_HISTORY).await());
      target.store().graft(grafts).await().forEach(WriteResult::orThrow);
      copied += grafts.size();
      batch = changes.next(BATCH).await();
    }
    changes.close().await();
    if (copied != revisions) {
      throw new IllegalStateException("Not everything was copied: " + copied);
    }
  }

  private static List<BulkGetRequest> requests(List<Change> changes) {
    return changes.stream()
        .flatMap(
            change ->
                change.revisions().stream()
                    .map(revision -> new BulkGetRequest(change.id(), Optional.of(revision))))
        .toList();
  }

  private static List<DocumentGraft> grafts(List<BulkGetResult> results) {
    List<DocumentGraft> grafts = new ArrayList<>(results.size());
    for (BulkGetResult result : results) {
      for (OpenRevision opened : result.revisions()) {
        if (opened instanceof OpenRevision.Found found) {
          grafts.add(graft(found.document()));
        }
      }
    }
    return grafts;
  }

  private static DocumentGraft graft(StoredDocument document) {
    return new DocumentGraft(
        document.id(),
        new RevisionHistory(document.extras().history()),
        document.deleted(),
        document.body(),
        List.of());
  }
}
