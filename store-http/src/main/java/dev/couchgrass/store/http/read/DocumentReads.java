package dev.couchgrass.store.http.read;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.OpenRevisions;
import dev.couchgrass.store.document.RevisionsDiff;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.http.json.DocumentJson;
import dev.couchgrass.store.http.json.JsonOut;
import dev.couchgrass.store.http.json.Read;
import dev.couchgrass.store.http.json.RowsJson;
import dev.couchgrass.store.http.wire.Call;
import dev.couchgrass.store.http.wire.Failures;
import dev.couchgrass.store.http.wire.Path;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reading documents by their ids and revisions. */
public final class DocumentReads {
  private final Remote remote;

  public DocumentReads(Remote remote) {
    this.remote = remote;
  }

  /** {@code GET /db/doc}. */
  public Future<Optional<StoredDocument>> get(DocumentId id, GetOptions options) {
    Path path = extras(remote.path().document(id), options);
    if (options.revision().isPresent()) {
      path = path.with("rev", options.revision().get().toString()).flag("latest", options.latest());
    } else {
      path = path.flag("deleted", options.tombstone());
    }
    return remote
        .wire()
        .ask(Call.get(path))
        .map(json -> Optional.of(Read.whole(json, DocumentJson::read)))
        .map(found -> found.map(document -> requireId(document, id)))
        .recover(DocumentReads::missing);
  }

  static <T> Future<Optional<T>> missing(Throwable cause) {
    return Failures.is(cause, ErrorCode.DOCUMENT_MISSING)
        ? Future.succeededFuture(Optional.empty())
        : Future.failedFuture(cause);
  }

  private static StoredDocument requireId(StoredDocument document, DocumentId id) {
    if (!document.id().equals(id)) {
      throw Failures.malformed("it is another document");
    }
    return document;
  }

  static Path extras(Path path, GetOptions options) {
    return path.with("att_encoding_info", "true")
        .flag("revs", options.history())
        .flag("revs_info", options.revisionsInfo())
        .flag("conflicts", options.conflicts())
        .flag("deleted_conflicts", options.deletedConflicts())
        .flag("local_seq", options.localSequence());
  }

  /** {@code GET /db/doc?open_revs=...}. */
  public Future<ResultCursor<OpenRevision>> openRevisions(
      DocumentId id, OpenRevisions which, GetOptions options) {
    if (!(which instanceof OpenRevisions.Of some)) {
      return open(id, which, options);
    }
    if (some.revisions().isEmpty()) {
      return Future.succeededFuture(new NoRevisions(List.of()));
    }
    return some.revisions().size() <= RevisionChunks.SIZE
        ? open(id, which, options)
        : Future.succeededFuture(
            new RevisionChunks(
                remote.place(),
                some.revisions(),
                some.latest(),
                few -> open(id, new OpenRevisions.Of(few, some.latest()), options)));
  }

  private Future<ResultCursor<OpenRevision>> open(
      DocumentId id, OpenRevisions which, GetOptions options) {
    Path path = extras(remote.path().document(id), options);
    if (which instanceof OpenRevisions.Of some) {
      List<String> texts = some.revisions().stream().map(RevisionId::toString).toList();
      String json = new JsonOut().strings(texts).text();
      path = path.with("open_revs", json).flag("latest", some.latest());
    } else {
      path = path.with("open_revs", "all");
    }
    return remote
        .rows(Call.get(path), "", RowsJson::opened)
        .<ResultCursor<OpenRevision>>map(rows -> new RowCursor<>(remote.place(), rows))
        .recover(cause -> unknown(cause, which));
  }

  /** A document that is not there at all. */
  private static Future<ResultCursor<OpenRevision>> unknown(Throwable cause, OpenRevisions which) {
    if (!Failures.is(cause, ErrorCode.DOCUMENT_MISSING)) {
      return Future.failedFuture(cause);
    }
    List<RevisionId> asked = which instanceof OpenRevisions.Of some ? some.revisions() : List.of();
    return Future.succeededFuture(new NoRevisions(asked));
  }

  /** {@code POST /db/_revs_diff}. */
  public Future<Map<DocumentId, RevisionsDiff>> revisionsDiff(
      Map<DocumentId, List<RevisionId>> revisions) {
    byte[] body = RevisionMaps.write(revisions);
    return remote
        .wire()
        .ask(Call.post(remote.path("_revs_diff"), body).asSafe())
        .map(
            json -> {
              Map<DocumentId, RevisionsDiff> found = Read.whole(json, RevisionMaps::diffs);
              if (!revisions.keySet().containsAll(found.keySet())) {
                throw Failures.malformed("it tells of documents that were not asked for");
              }
              Map<DocumentId, RevisionsDiff> ordered = new LinkedHashMap<>();
              for (Map.Entry<DocumentId, List<RevisionId>> asked : revisions.entrySet()) {
                Optional.ofNullable(found.get(asked.getKey()))
                    .ifPresent(
                        diff -> ordered.put(asked.getKey(), inOrder(asked.getValue(), diff)));
              }
              return ordered;
            });
  }

  private static RevisionsDiff inOrder(List<RevisionId> asked, RevisionsDiff diff) {
    Map<RevisionId, Integer> places = new HashMap<>();
    for (int i = asked.size() - 1; i >= 0; i--) {
      places.put(asked.get(i), i);
    }
    if (!places.keySet().containsAll(diff.missing())) {
      throw Failures.malformed("it tells of revisions that were not asked for");
    }
    List<RevisionId> missing =
        diff.missing().stream().sorted(Comparator.comparing(places::get)).toList();
    return new RevisionsDiff(missing, diff.possibleAncestors());
  }
}
