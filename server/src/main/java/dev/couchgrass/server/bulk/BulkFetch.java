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
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Reads the rows of a bulk read piece by piece, as the client takes them: not all documents must be
 * in memory at once. Rows that name a revision are read together, in fewer at a time if the store
 * finds them too large; one that names none stands alone, as it may have any number of leaves.
 */
final class BulkFetch implements ResultCursor<BulkFound> {
  private static final OpenRevisions ALL = new OpenRevisions.All();

  private final DocumentStore database;
  private final Reading reading;
  private final BulkGetOptions options;
  private final List<BulkGetRow> rows;
  private int position;
  private int most = Integer.MAX_VALUE;

  BulkFetch(DocumentStore database, Reading reading, List<BulkGetRow> rows) {
    this.database = database;
    this.reading = reading;
    this.rows = rows;
    this.options =
        new BulkGetOptions(
            reading.options().latest(),
            reading.options().history() || rows.stream().anyMatch(BulkFetch::since));
  }

  private static boolean since(BulkGetRow row) {
    return row instanceof BulkGetRow.Asked asked
        && asked.attachments().filter(AttachmentSelection.Since.class::isInstance).isPresent();
  }

  @Override
  public Future<List<BulkFound>> next(int max) {
    if (position == rows.size()) {
      return Future.succeededFuture(List.of());
    }
    if (unnamed(rows.get(position))) {
      return leaves((BulkGetRow.Asked) rows.get(position++));
    }
    int end = position + 1;
    int limit = (int) Math.min(rows.size(), (long) position + Math.min(max, most));
    while (end < limit && !unnamed(rows.get(end))) {
      end++;
    }
    return named(rows.subList(position, end));
  }

  private static boolean unnamed(BulkGetRow row) {
    return row instanceof BulkGetRow.Asked asked && asked.revision().isEmpty();
  }

  /** Without a revision CouchDB answers with every leaf, and a bulk read gives the winner. */
  private Future<List<BulkFound>> leaves(BulkGetRow.Asked asked) {
    return database
        .openRevisions(asked.id(), ALL, reading.options().withHistory(true))
        .map(revisions -> List.of(found(asked, revisions)));
  }

  private Future<List<BulkFound>> named(List<BulkGetRow> piece) {
    List<BulkGetRequest> requests = new ArrayList<>();
    for (BulkGetRow row : piece) {
      if (row instanceof BulkGetRow.Asked asked) {
        requests.add(new BulkGetRequest(asked.id(), asked.revision()));
      }
    }
    return database
        .bulkGet(requests, options)
        .map(
            results -> {
              position += piece.size();
              return inOrder(piece, results.iterator());
            })
        .recover(failure -> fewer(piece.size(), failure));
  }

  private Future<List<BulkFound>> fewer(int asked, Throwable failure) {
    if (asked > 1
        && failure instanceof StoreException refusal
        && refusal.code() == ErrorCode.TOO_LARGE) {
      most = asked / 2;
      return next(most);
    }
    return Future.failedFuture(failure);
  }

  private static List<BulkFound> inOrder(List<BulkGetRow> rows, Iterator<BulkGetResult> results) {
    List<BulkFound> found = new ArrayList<>(rows.size());
    for (BulkGetRow row : rows) {
      if (row instanceof BulkGetRow.Asked asked) {
        found.add(found(asked, results.next().revisions()));
      } else if (row instanceof BulkGetRow.Refused refused) {
        found.add(
            new BulkFound.Refused(
                refused.id(), refused.revision(), refused.error(), refused.reason()));
      }
    }
    return found;
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }

  private static BulkFound found(BulkGetRow.Asked asked, List<OpenRevision> revisions) {
    byte[] id = new JsonWriter().value(asked.id().value()).toByteArray();
    return revisions.isEmpty()
        ? new BulkFound.Refused(id, BulkReads.undefined(), "not_found", "missing")
        : new BulkFound.Found(id, revisions, asked.attachments());
  }
}
