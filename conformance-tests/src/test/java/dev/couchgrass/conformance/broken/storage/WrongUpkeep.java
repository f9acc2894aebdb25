package dev.couchgrass.conformance.broken.storage;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.ChangesResult;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.OpenRevision.Found;
import dev.couchgrass.store.document.OpenRevisions;
import dev.couchgrass.store.document.PurgeResult;
import dev.couchgrass.store.document.PurgedInfo;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Databases that remove too much, too little, or for too long. */
final class WrongUpkeep {
  private static final int MANY = 10_000;
  private static final OpenRevisions ALL = new OpenRevisions.All();

  private WrongUpkeep() {}

  private static Future<List<StoredDocument>> leaves(DocumentStore db, DocumentId id) {
    return db.openRevisions(id, ALL, GetOptions.DEFAULTS.withHistory(true))
        .compose(all -> all.toList(MANY))
        .map(all -> all.stream().map(each -> ((Found) each).document()).toList());
  }

  /** Brings the parents of what went back, as leaves. */
  static final class PurgeResurrects extends DelegatingStore {
    PurgeResurrects(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<PurgeResult> purge(Map<DocumentId, List<RevisionId>> revisions) {
      List<DocumentGraft> parents = new ArrayList<>();
      Future<Void> all = Future.succeededFuture();
      for (DocumentId id : revisions.keySet()) {
        all = all.compose(next -> leaves(inner, id)).map(leaves -> note(leaves, parents));
      }
      return all.compose(noted -> inner.purge(revisions))
          .compose(purged -> inner.graft(parents).map(purged));
    }

    private static Void note(List<StoredDocument> leaves, List<DocumentGraft> parents) {
      for (StoredDocument leaf : leaves) {
        List<RevisionId> history = leaf.extras().history();
        if (history.size() > 1) {
          RevisionHistory parent = new RevisionHistory(history.subList(1, history.size()));
          parents.add(new DocumentGraft(leaf.id(), parent, false, JsonBody.EMPTY, List.of()));
        }
      }
      return null;
    }
  }

  /** Takes an inner revision for the leaves that descend from it. */
  static final class PurgeTakesBranches extends DelegatingStore {
    PurgeTakesBranches(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<PurgeResult> purge(Map<DocumentId, List<RevisionId>> revisions) {
      Map<DocumentId, List<RevisionId>> branches = new HashMap<>();
      Future<Void> all = Future.succeededFuture();
      for (Map.Entry<DocumentId, List<RevisionId>> asked : revisions.entrySet()) {
        all =
            all.compose(next -> leaves(inner, asked.getKey()))
                .map(
                    leaves -> {
                      branches.put(
                          asked.getKey(),
                          leaves.stream()
                              .filter(
                                  leaf ->
                                      !Collections.disjoint(
                                          leaf.extras().history(), asked.getValue()))
                              .map(StoredDocument::revision)
                              .toList());
                      return null;
                    });
      }
      return all.compose(found -> inner.purge(branches));
    }
  }

  /** Removes documents, and leaves their place in the feed. */
  static final class PurgedStayInFeeds extends DelegatingStore {
    private final List<Change> gone = new ArrayList<>();

    PurgedStayInFeeds(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<PurgeResult> purge(Map<DocumentId, List<RevisionId>> revisions) {
      ChangesOptions all = ChangesOptions.DEFAULTS.withStyle(ChangesOptions.Style.ALL_DOCS);
      return inner
          .changes(all)
          .compose(changes -> changes.toList(MANY))
          .compose(
              before ->
                  inner
                      .purge(revisions)
                      .andThen(
                          onSuccess(
                              purged ->
                                  before.stream()
                                      .filter(each -> isAll(each, purged.purged()))
                                      .forEach(gone::add))));
    }

    private static boolean isAll(Change change, Map<DocumentId, List<RevisionId>> purged) {
      return purged.getOrDefault(change.id(), List.of()).containsAll(change.revisions());
    }

    @Override
    public Future<ChangesResult> changes(ChangesOptions options) {
      return inner.changes(options).map(all -> gone.isEmpty() ? all : new WithGone(all, gone));
    }

    private static final class WithGone extends EditedChanges {
      private final List<Change> gone;

      WithGone(ChangesResult inner, List<Change> gone) {
        super(inner, piece -> piece);
        this.gone = new ArrayList<>(gone);
      }

      @Override
      public Future<List<Change>> next(int max) {
        List<Change> first = List.copyOf(gone);
        gone.clear();
        return first.isEmpty() ? super.next(max) : Future.succeededFuture(first);
      }
    }
  }

  static final class PurgeHasNoSequence extends DelegatingStore {
    PurgeHasNoSequence(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<PurgeResult> purge(Map<DocumentId, List<RevisionId>> revisions) {
      return inner.purge(revisions).map(purged -> new PurgeResult(0, purged.purged()));
    }
  }

  static final class PurgedForEver extends DelegatingStore {
    private final Set<RevisionId> purged = new HashSet<>();

    PurgedForEver(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<PurgeResult> purge(Map<DocumentId, List<RevisionId>> revisions) {
      revisions.values().forEach(purged::addAll);
      return inner.purge(revisions);
    }

    @Override
    public Future<List<WriteResult>> graft(List<DocumentGraft> grafts) {
      List<DocumentGraft> taken =
          grafts.stream().filter(each -> !purged.contains(each.history().revision())).toList();
      return inner.graft(taken);
    }
  }

  static final class PurgesNewestFirst extends DelegatingStore {
    PurgesNewestFirst(DocumentStore inner) {
      super(inner);
    }

    private static List<PurgedInfo> backward(List<PurgedInfo> piece) {
      List<PurgedInfo> backward = new ArrayList<>(piece);
      Collections.reverse(backward);
      return backward;
    }

    @Override
    public Future<ResultCursor<PurgedInfo>> purgedInfos() {
      return inner.purgedInfos().map(all -> new EditedCursor<>(all, PurgesNewestFirst::backward));
    }
  }

  /** Keeps the winner's body alone. */
  static final class CompactionFreesLosers extends DelegatingStore {
    private boolean compacted;

    CompactionFreesLosers(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<Void> compact() {
      compacted = true;
      return inner.compact();
    }

    @Override
    public Future<Optional<StoredDocument>> get(DocumentId id, GetOptions options) {
      return inner
          .get(id, options)
          .compose(
              found ->
                  inner
                      .get(id, GetOptions.DEFAULTS.withTombstone(true))
                      .map(winner -> found.filter(read -> !compacted || isOf(read, winner))));
    }

    private static boolean isOf(StoredDocument read, Optional<StoredDocument> winner) {
      return winner.filter(it -> it.revision().equals(read.revision())).isPresent();
    }
  }

  static final class CompactionFreesAncestors extends DelegatingStore {
    private boolean compacted;

    CompactionFreesAncestors(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<Void> compact() {
      compacted = true;
      return inner.compact();
    }

    @Override
    public Future<Optional<StoredDocument>> get(DocumentId id, GetOptions options) {
      GetOptions asked =
          compacted
              ? new GetOptions(
                  options.revision(),
                  options.latest(),
                  options.tombstone(),
                  false,
                  options.revisionsInfo(),
                  options.conflicts(),
                  options.deletedConflicts(),
                  options.localSequence())
              : options;
      return inner.get(id, asked);
    }
  }

  static final class CompactionBumps extends DelegatingStore {
    CompactionBumps(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<Void> compact() {
      return inner.compact().compose(done -> WrongGrafts.bump(inner, true)).mapEmpty();
    }
  }

  /** The limit is counted from the winner, for all branches. */
  static final class StemsByTheWinner extends DelegatingStore {
    StemsByTheWinner(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<List<WriteResult>> graft(List<DocumentGraft> grafts) {
      DocumentId id = grafts.get(0).id();
      return inner
          .graft(grafts)
          .compose(
              results ->
                  inner
                      .revisionsLimit()
                      .compose(limit -> leaves(inner, id).map(leaves -> old(leaves, limit)))
                      .compose(old -> inner.purge(Map.of(id, old)))
                      .map(results));
    }

    private static List<RevisionId> old(List<StoredDocument> leaves, long limit) {
      long oldest = leaves.get(0).revision().generation() - limit;
      return leaves.stream()
          .map(StoredDocument::revision)
          .filter(leaf -> leaf.generation() <= oldest)
          .toList();
    }
  }

  /** What has become too long goes altogether. */
  static final class StemsTheWinnerAway extends DelegatingStore {
    StemsTheWinnerAway(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<List<WriteResult>> graft(List<DocumentGraft> grafts) {
      DocumentGraft graft = grafts.get(0);
      return inner
          .graft(grafts)
          .compose(
              results ->
                  inner
                      .revisionsLimit()
                      .compose(
                          limit ->
                              graft.history().revisions().size() > limit
                                  ? inner.purge(
                                      Map.of(graft.id(), List.of(graft.history().revision())))
                                  : Future.succeededFuture())
                      .map(results));
    }
  }
}
