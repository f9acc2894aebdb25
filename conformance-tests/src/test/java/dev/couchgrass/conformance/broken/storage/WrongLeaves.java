package dev.couchgrass.conformance.broken.storage;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.OpenRevision.Found;
import dev.couchgrass.store.document.OpenRevisions;
import dev.couchgrass.store.document.RevisionsDiff;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.document.WriteResult;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Databases that take other leaves for the winner, or for possible ancestors. */
final class WrongLeaves {
  private static final int MANY = 10_000;

  private WrongLeaves() {}

  private static Future<List<StoredDocument>> leaves(DocumentStore db, DocumentId id) {
    return db.openRevisions(id, new OpenRevisions.All(), GetOptions.DEFAULTS.withHistory(true))
        .compose(all -> all.toList(MANY))
        .map(
            all ->
                all.stream()
                    .filter(each -> each instanceof Found)
                    .map(each -> ((Found) each).document())
                    .toList());
  }

  /** Of equal generations the leaf that came first wins. */
  static final class TiesByArrival extends DelegatingStore {
    private final Map<RevisionId, Integer> arrivals = new HashMap<>();

    TiesByArrival(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<List<WriteResult>> graft(List<DocumentGraft> grafts) {
      grafts.forEach(
          graft -> arrivals.putIfAbsent(graft.history().revision(), arrivals.size() + 1));
      return inner.graft(grafts);
    }

    @Override
    public Future<Optional<StoredDocument>> get(DocumentId id, GetOptions options) {
      if (options.revision().isPresent()) {
        return inner.get(id, options);
      }
      return leaves(inner, id)
          .compose(
              leaves ->
                  first(leaves)
                      .map(leaf -> inner.get(id, options.withRevision(leaf)))
                      .orElseGet(() -> inner.get(id, options)));
    }

    private Optional<RevisionId> first(List<StoredDocument> leaves) {
      return leaves.stream()
          .filter(leaf -> !leaf.deleted())
          .map(StoredDocument::revision)
          .min(
              (a, b) ->
                  a.generation() != b.generation()
                      ? Long.compare(b.generation(), a.generation())
                      : Integer.compare(arrival(a), arrival(b)));
    }

    private int arrival(RevisionId revision) {
      return arrivals.getOrDefault(revision, 0);
    }
  }

  /** A document is deleted when a tombstone came last, whatever else is there. */
  static final class DeletedByArrival extends DelegatingStore {
    private final Map<DocumentId, Boolean> newestDeleted = new HashMap<>();

    DeletedByArrival(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<List<WriteResult>> graft(List<DocumentGraft> grafts) {
      grafts.forEach(graft -> newestDeleted.put(graft.id(), graft.deleted()));
      return inner.graft(grafts);
    }

    @Override
    public Future<Optional<StoredDocument>> get(DocumentId id, GetOptions options) {
      boolean gone = newestDeleted.getOrDefault(id, false);
      return inner
          .get(id, options)
          .map(found -> found.filter(it -> !gone || options.revision().isPresent()));
    }
  }

  /** Possible ancestors, chosen anew. */
  private abstract static class OtherAncestors extends DelegatingStore {
    OtherAncestors(DocumentStore inner) {
      super(inner);
    }

    abstract boolean isPossible(RevisionId revision, List<RevisionId> missing);

    abstract Stream<RevisionId> candidates(StoredDocument leaf);

    @Override
    public Future<Map<DocumentId, RevisionsDiff>> revisionsDiff(
        Map<DocumentId, List<RevisionId>> revisions) {
      return inner
          .revisionsDiff(revisions)
          .compose(
              diffs -> {
                Map<DocumentId, RevisionsDiff> changed = new LinkedHashMap<>();
                Future<Void> all = Future.succeededFuture();
                for (Map.Entry<DocumentId, RevisionsDiff> each : diffs.entrySet()) {
                  all =
                      all.compose(before -> leaves(inner, each.getKey()))
                          .map(leaves -> put(changed, each, leaves));
                }
                return all.map(changed);
              });
    }

    private Void put(
        Map<DocumentId, RevisionsDiff> changed,
        Map.Entry<DocumentId, RevisionsDiff> diff,
        List<StoredDocument> leaves) {
      List<RevisionId> missing = diff.getValue().missing();
      List<RevisionId> possible =
          leaves.stream()
              .flatMap(this::candidates)
              .distinct()
              .filter(revision -> isPossible(revision, missing))
              .toList();
      changed.put(diff.getKey(), new RevisionsDiff(missing, possible));
      return null;
    }

    static long highest(List<RevisionId> missing) {
      return missing.stream().mapToLong(RevisionId::generation).max().orElse(0);
    }
  }

  static final class InnerOnesArePossible extends OtherAncestors {
    InnerOnesArePossible(DocumentStore inner) {
      super(inner);
    }

    @Override
    boolean isPossible(RevisionId revision, List<RevisionId> missing) {
      return revision.generation() < highest(missing);
    }

    @Override
    Stream<RevisionId> candidates(StoredDocument leaf) {
      return leaf.extras().history().stream();
    }
  }

  /** Leaves as high as what is missing, or higher, too. */
  static final class HigherOnesArePossible extends OtherAncestors {
    HigherOnesArePossible(DocumentStore inner) {
      super(inner);
    }

    @Override
    boolean isPossible(RevisionId revision, List<RevisionId> missing) {
      return true;
    }

    @Override
    Stream<RevisionId> candidates(StoredDocument leaf) {
      return Stream.of(leaf.revision());
    }
  }

  /** Leaves below the lowest of what is missing alone. */
  static final class LowestCounts extends OtherAncestors {
    LowestCounts(DocumentStore inner) {
      super(inner);
    }

    @Override
    boolean isPossible(RevisionId revision, List<RevisionId> missing) {
      return missing.stream().allMatch(each -> revision.generation() < each.generation());
    }

    @Override
    Stream<RevisionId> candidates(StoredDocument leaf) {
      return Stream.of(leaf.revision());
    }
  }
}
