package dev.couchgrass.sync.transfer;

import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.document.BulkGetOptions;
import dev.couchgrass.store.document.BulkGetRequest;
import dev.couchgrass.store.document.BulkGetResult;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.OpenRevisions;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads revisions from the source, as many at a time as it hands out. */
final class Fetch {
  private static final int ANY = 100_000;

  /** A revision as it was wanted, and what the source has of it or, if it has gone, after it. */
  record Fetched(Wanted wanted, List<StoredDocument> documents) {}

  private final DocumentStore source;

  Fetch(DocumentStore source) {
    this.source = source;
  }

  /** A result for each, in order. */
  Future<List<Fetched>> fetch(List<Wanted> wanted) {
    return read(wanted, false).compose(this::replaceGone);
  }

  /** A revision that was replaced and compacted meanwhile travels with its successors. */
  private Future<List<Fetched>> replaceGone(List<Fetched> fetched) {
    List<Wanted> gone =
        fetched.stream().filter(each -> each.documents().isEmpty()).map(Fetched::wanted).toList();
    if (gone.isEmpty()) {
      return Future.succeededFuture(fetched);
    }
    return read(gone, true)
        .map(
            replaced -> {
              List<Fetched> all = new ArrayList<>(fetched);
              all.removeIf(each -> each.documents().isEmpty());
              all.addAll(replaced);
              return all;
            });
  }

  private Future<List<Fetched>> read(List<Wanted> wanted, boolean latest) {
    if (wanted.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    List<BulkGetRequest> requests =
        wanted.stream()
            .map(each -> new BulkGetRequest(each.id(), Optional.of(each.revision())))
            .toList();
    BulkGetOptions options = BulkGetOptions.DEFAULTS.withHistory(true).withLatest(latest);
    return source
        .bulkGet(requests, options)
        .map(results -> pair(wanted, results))
        .recover(
            failure ->
                failure instanceof StoreException refused && refused.code() == ErrorCode.TOO_LARGE
                    ? readLess(wanted, latest)
                    : Future.failedFuture(failure));
  }

  private Future<List<Fetched>> readLess(List<Wanted> wanted, boolean latest) {
    if (wanted.size() == 1) {
      return readPieces(wanted.get(0), latest);
    }
    int half = wanted.size() / 2;
    return read(wanted.subList(0, half), latest)
        .compose(
            first ->
                read(wanted.subList(half, wanted.size()), latest)
                    .map(
                        second -> {
                          List<Fetched> both = new ArrayList<>(first);
                          both.addAll(second);
                          return both;
                        }));
  }

  private Future<List<Fetched>> readPieces(Wanted wanted, boolean latest) {
    OpenRevisions which = new OpenRevisions.Of(List.of(wanted.revision()), latest);
    return source
        .openRevisions(wanted.id(), which, GetOptions.DEFAULTS.withHistory(true))
        .compose(rows -> rows.toList(ANY))
        .map(opened -> List.of(new Fetched(wanted, found(opened))));
  }

  private static List<Fetched> pair(List<Wanted> wanted, List<BulkGetResult> results) {
    if (results.size() != wanted.size()) {
      throw new StoreException(
          ErrorCode.STORE_FAILED, "The source answered for another number of revisions");
    }
    List<Fetched> fetched = new ArrayList<>(wanted.size());
    for (int i = 0; i < wanted.size(); i++) {
      fetched.add(new Fetched(wanted.get(i), found(results.get(i).revisions())));
    }
    return fetched;
  }

  private static List<StoredDocument> found(List<OpenRevision> opened) {
    List<StoredDocument> found = new ArrayList<>(opened.size());
    for (OpenRevision each : opened) {
      if (each instanceof OpenRevision.Found there) {
        found.add(there.document());
      }
    }
    return found;
  }
}
