package dev.couchgrass.server.bulk;

import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.server.document.AttachmentSelection;
import dev.couchgrass.server.document.BulkFound;
import dev.couchgrass.server.document.Reading;
import dev.couchgrass.server.json.JsonWriter;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.document.BulkGetOptions;
import dev.couchgrass.store.document.BulkGetRequest;
import dev.couchgrass.store.document.BulkGetResult;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.OpenRevisions;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Reads the rows of a bulk read piece by piece, as the client takes them: not all documents must be
 * in memory at once. Rows that name a revision are read together, in fewer at a time if the store
 * finds them too large; one that names none stands alone, as it may have any number of leaves, and
 * comes in several pieces if these are large.
 */
final class BulkFetch implements ResultCursor<BulkFound> {
  private static final OpenRevisions ALL = new OpenRevisions.All();

  private final DocumentStore database;
  private final Reading reading;
  private final BulkGetOptions options;
  private final List<BulkGetRow> rows;
  private int position;
  private int most = Integer.MAX_VALUE;

  /** The row that is being read in pieces. */
  private Optional<RevisionPieces> open = Optional.empty();

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
    if (open.isPresent()) {
      return piece(open.get());
    }
    if (position == rows.size()) {
      return Future.succeededFuture(List.of());
    }
    if (unnamed(rows.get(position))) {
      // Without a revision CouchDB answers with every leaf, and a bulk read gives the winner.
      GetOptions get = reading.options().withHistory(true);
      return inPieces((BulkGetRow.Asked) rows.get(position), ALL, get);
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

  private Future<List<BulkFound>> inPieces(
      BulkGetRow.Asked asked, OpenRevisions which, GetOptions get) {
    return database
        .openRevisions(asked.id(), which, get)
        .compose(revisions -> RevisionPieces.of(asked, revisions))
        .compose(
            pieces -> {
              position++;
              open = Optional.of(pieces);
              return piece(pieces);
            });
  }

  private Future<List<BulkFound>> piece(RevisionPieces pieces) {
    return pieces
        .next()
        .map(
            found -> {
              if (pieces.ended()) {
                open = Optional.empty();
              }
              return List.of(found);
            });
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
        .recover(failure -> fewer(piece, failure));
  }

  /** One row alone is too large only if it leads to several leaves. */
  private Future<List<BulkFound>> fewer(List<BulkGetRow> piece, Throwable failure) {
    if (!(failure instanceof StoreException refusal) || refusal.code() != ErrorCode.TOO_LARGE) {
      return Future.failedFuture(failure);
    }
    if (piece.size() == 1 && piece.get(0) instanceof BulkGetRow.Asked asked) {
      List<RevisionId> named = asked.revision().stream().toList();
      GetOptions get = GetOptions.DEFAULTS.withHistory(options.history());
      return inPieces(asked, new OpenRevisions.Of(named, options.latest()), get);
    }
    most = piece.size() / 2;
    return next(most);
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
    return open.map(RevisionPieces::close).orElseGet(Future::succeededFuture);
  }

  private static BulkFound found(BulkGetRow.Asked asked, List<OpenRevision> revisions) {
    return found(asked, revisions, true, true);
  }

  static BulkFound found(
      BulkGetRow.Asked asked, List<OpenRevision> revisions, boolean begins, boolean ends) {
    byte[] id = new JsonWriter().value(asked.id().value()).toByteArray();
    return revisions.isEmpty()
        ? new BulkFound.Refused(id, BulkReads.undefined(), "not_found", "missing")
        : new BulkFound.Found(id, revisions, asked.attachments(), begins, ends);
  }
}
