package dev.couchgrass.conformance.broken.storage;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.document.BulkGetOptions;
import dev.couchgrass.store.document.BulkGetRequest;
import dev.couchgrass.store.document.BulkGetResult;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.OpenRevision.Found;
import dev.couchgrass.store.document.OpenRevisions;
import dev.couchgrass.store.document.RevisionsDiff;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.document.StoredDocument.Extras;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Databases that read another revision than the one asked for, or tell of others. */
final class WrongReads {
  private static final int MANY = 10_000;

  private WrongReads() {}

  /** Another leaf than the winner where the winner is asked for. */
  private abstract static class WrongWinner extends DelegatingStore {
    WrongWinner(DocumentStore inner) {
      super(inner);
    }

    abstract Optional<StoredDocument> choose(DocumentId id, List<StoredDocument> leaves);

    @Override
    public Future<Optional<StoredDocument>> get(DocumentId id, GetOptions options) {
      if (options.revision().isPresent()) {
        return inner.get(id, options);
      }
      return inner
          .openRevisions(id, new OpenRevisions.All(), GetOptions.DEFAULTS)
          .compose(all -> all.toList(MANY))
          .map(all -> all.stream().map(each -> ((Found) each).document()).toList())
          .compose(
              leaves ->
                  choose(id, leaves)
                      .map(leaf -> inner.get(id, options.withRevision(leaf.revision())))
                      .orElseGet(() -> inner.get(id, options)))
          .map(found -> found.filter(leaf -> !leaf.deleted() || options.tombstone()));
    }
  }

  static final class WinnerByArrival extends WrongWinner {
    private final Map<DocumentId, RevisionId> newest = new HashMap<>();

    WinnerByArrival(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<List<WriteResult>> graft(List<DocumentGraft> grafts) {
      grafts.forEach(graft -> newest.put(graft.id(), graft.history().revision()));
      return inner.graft(grafts);
    }

    @Override
    Optional<StoredDocument> choose(DocumentId id, List<StoredDocument> leaves) {
      return leaves.stream()
          .filter(leaf -> !leaf.deleted() && leaf.revision().equals(newest.get(id)))
          .findFirst();
    }
  }

  static final class DeletedWins extends WrongWinner {
    DeletedWins(DocumentStore inner) {
      super(inner);
    }

    @Override
    Optional<StoredDocument> choose(DocumentId id, List<StoredDocument> leaves) {
      return leaves.stream().max(Comparator.comparing(StoredDocument::revision));
    }
  }

  static final class DeletedIsRead extends DelegatingStore {
    DeletedIsRead(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<Optional<StoredDocument>> get(DocumentId id, GetOptions options) {
      return inner.get(id, options.withTombstone(true));
    }
  }

  static final class WinnerForWhatIsMissing extends DelegatingStore {
    WinnerForWhatIsMissing(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<Optional<StoredDocument>> get(DocumentId id, GetOptions options) {
      return inner
          .get(id, options)
          .compose(
              found ->
                  found.isEmpty() && options.revision().isPresent()
                      ? inner.get(id)
                      : Future.succeededFuture(found));
    }
  }

  static final class LatestIsTheWinner extends DelegatingStore {
    LatestIsTheWinner(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<Optional<StoredDocument>> get(DocumentId id, GetOptions options) {
      return options.latest() ? inner.get(id) : inner.get(id, options);
    }
  }

  static final class DeletedConflictsAreConflicts extends DelegatingStore {
    DeletedConflictsAreConflicts(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<Optional<StoredDocument>> get(DocumentId id, GetOptions options) {
      return inner
          .get(id, options.conflicts() ? options.withDeletedConflicts(true) : options)
          .map(found -> found.map(DeletedConflictsAreConflicts::mixed));
    }

    private static StoredDocument mixed(StoredDocument found) {
      Extras extras = found.extras();
      List<RevisionId> conflicts = new ArrayList<>(extras.conflicts());
      conflicts.addAll(extras.deletedConflicts());
      return new StoredDocument(
          found.id(),
          found.revision(),
          found.deleted(),
          found.body(),
          found.attachments(),
          new Extras(
              extras.history(),
              extras.revisionsInfo(),
              conflicts,
              extras.deletedConflicts(),
              extras.localSequence()));
    }
  }

  static final class LeavesWithoutTombstones extends DelegatingStore {
    LeavesWithoutTombstones(DocumentStore inner) {
      super(inner);
    }

    private static List<OpenRevision> living(List<OpenRevision> piece) {
      return piece.stream()
          .filter(each -> !(each instanceof Found found && found.document().deleted()))
          .toList();
    }

    @Override
    public Future<ResultCursor<OpenRevision>> openRevisions(
        DocumentId id, OpenRevisions which, GetOptions options) {
      return inner
          .openRevisions(id, which, options)
          .map(all -> new EditedCursor<>(all, LeavesWithoutTombstones::living));
    }
  }

  static final class MissingRevisionsLeftOut extends DelegatingStore {
    MissingRevisionsLeftOut(DocumentStore inner) {
      super(inner);
    }

    private static List<OpenRevision> found(List<OpenRevision> piece) {
      return piece.stream().filter(each -> each instanceof Found).toList();
    }

    @Override
    public Future<ResultCursor<OpenRevision>> openRevisions(
        DocumentId id, OpenRevisions which, GetOptions options) {
      return inner
          .openRevisions(id, which, options)
          .map(all -> new EditedCursor<>(all, MissingRevisionsLeftOut::found));
    }
  }

  static final class AnswersEachOnce extends DelegatingStore {
    AnswersEachOnce(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<List<BulkGetResult>> bulkGet(
        List<BulkGetRequest> requests, BulkGetOptions options) {
      return inner.bulkGet(requests.stream().distinct().toList(), options);
    }
  }

  /** Differences, changed one by one. */
  private abstract static class WrongDiff extends DelegatingStore {
    WrongDiff(DocumentStore inner) {
      super(inner);
    }

    abstract RevisionsDiff change(RevisionsDiff diff);

    @Override
    public Future<Map<DocumentId, RevisionsDiff>> revisionsDiff(
        Map<DocumentId, List<RevisionId>> revisions) {
      return inner
          .revisionsDiff(revisions)
          .map(
              diffs -> {
                Map<DocumentId, RevisionsDiff> changed = new LinkedHashMap<>();
                diffs.forEach((id, diff) -> changed.put(id, change(diff)));
                return changed;
              });
    }
  }

  static final class MissingSorted extends WrongDiff {
    MissingSorted(DocumentStore inner) {
      super(inner);
    }

    @Override
    RevisionsDiff change(RevisionsDiff diff) {
      return new RevisionsDiff(diff.missing().stream().sorted().toList(), diff.possibleAncestors());
    }
  }

  static final class ForgetsPossibleAncestors extends WrongDiff {
    ForgetsPossibleAncestors(DocumentStore inner) {
      super(inner);
    }

    @Override
    RevisionsDiff change(RevisionsDiff diff) {
      return new RevisionsDiff(diff.missing(), Collections.emptyList());
    }
  }

  /** What is in the tree without a body, and what is there with one. */
  static final class TellsKnownRevisions extends DelegatingStore {
    private final boolean onlyWithoutBody;

    TellsKnownRevisions(DocumentStore inner, boolean onlyWithoutBody) {
      super(inner);
      this.onlyWithoutBody = onlyWithoutBody;
    }

    @Override
    public Future<Map<DocumentId, RevisionsDiff>> revisionsDiff(
        Map<DocumentId, List<RevisionId>> revisions) {
      Map<DocumentId, RevisionsDiff> told = new LinkedHashMap<>();
      Future<Void> all = Future.succeededFuture();
      for (Map.Entry<DocumentId, List<RevisionId>> asked : revisions.entrySet()) {
        all = all.compose(before -> tell(asked.getKey(), asked.getValue(), told));
      }
      return all.map(told);
    }

    private Future<Void> tell(
        DocumentId id, List<RevisionId> asked, Map<DocumentId, RevisionsDiff> told) {
      List<RevisionId> missing = new ArrayList<>();
      Future<Void> all = Future.succeededFuture();
      for (RevisionId revision : asked) {
        all =
            all.compose(before -> inner.get(id, GetOptions.DEFAULTS.withRevision(revision)))
                .map(
                    found -> {
                      if (found.isEmpty() || !onlyWithoutBody) {
                        missing.add(revision);
                      }
                      return null;
                    });
      }
      return all.andThen(
          onSuccess(
              done -> {
                if (!missing.isEmpty()) {
                  told.put(id, new RevisionsDiff(missing, List.of()));
                }
              }));
    }
  }
}
