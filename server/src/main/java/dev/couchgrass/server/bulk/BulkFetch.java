package dev.couchgrass.server.bulk;

import dev.couchgrass.server.document.AttachmentSelection;
import dev.couchgrass.server.document.BulkFound;
import dev.couchgrass.server.document.Reading;
import dev.couchgrass.server.json.JsonWriter;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.document.BulkGetOptions;
import dev.couchgrass.store.document.BulkGetRequest;
import dev.couchgrass.store.document.BulkGetResult;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.OpenRevisions;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Reads the rows of a bulk read: those that name a revision all at once. */
final class BulkFetch {
  private static final OpenRevisions ALL = new OpenRevisions.All();

  private final DocumentStore database;
  private final Reading reading;

  BulkFetch(DocumentStore database, Reading reading) {
    this.database = database;
    this.reading = reading;
  }

  /** A result for each row, in order. */
  Future<List<BulkFound>> fetch(List<BulkGetRow> rows) {
    List<BulkGetRequest> named = new ArrayList<>();
    List<Future<List<OpenRevision>>> unnamed = new ArrayList<>();
    boolean since = false;
    for (BulkGetRow row : rows) {
      if (row instanceof BulkGetRow.Asked asked) {
        since |=
            asked.attachments().filter(AttachmentSelection.Since.class::isInstance).isPresent();
        if (asked.revision().isPresent()) {
          named.add(new BulkGetRequest(asked.id(), asked.revision()));
        } else {
          // Without a revision CouchDB answers with every leaf, and a bulk read gives the winner.
          unnamed.add(database.openRevisions(asked.id(), ALL, reading.options().withHistory(true)));
        }
      }
    }
    BulkGetOptions options =
        new BulkGetOptions(reading.options().latest(), reading.options().history() || since);
    return Future.all(unnamed)
        .compose(v -> database.bulkGet(named, options))
        .map(results -> inOrder(rows, results.iterator(), unnamed.iterator()));
  }

  private static List<BulkFound> inOrder(
      List<BulkGetRow> rows,
      Iterator<BulkGetResult> named,
      Iterator<Future<List<OpenRevision>>> unnamed) {
    List<BulkFound> found = new ArrayList<>(rows.size());
    for (BulkGetRow row : rows) {
      if (row instanceof BulkGetRow.Asked asked) {
        List<OpenRevision> revisions =
            asked.revision().isPresent() ? named.next().revisions() : unnamed.next().result();
        found.add(found(asked, revisions));
      } else if (row instanceof BulkGetRow.Refused refused) {
        found.add(
            new BulkFound.Refused(
                refused.id(), refused.revision(), refused.error(), refused.reason()));
      }
    }
    return found;
  }

  private static BulkFound found(BulkGetRow.Asked asked, List<OpenRevision> revisions) {
    byte[] id = new JsonWriter().value(asked.id().value()).toByteArray();
    return revisions.isEmpty()
        ? new BulkFound.Refused(id, BulkReads.undefined(), "not_found", "missing")
        : new BulkFound.Found(id, revisions, asked.attachments());
  }
}
