package dev.couchgrass.conformance.broken.storage;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.document.WriteResult.Refused;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Databases that take foreign revisions for something else than they are. */
final class WrongGrafts {
  private WrongGrafts() {}

  /** Raises the sequence, and leaves everything else as it was. */
  static <T> Future<T> bump(DocumentStore db, T result) {
    DocumentId scratch = new DocumentId("~");
    return db.write(DocumentEdit.create(scratch, JsonBody.EMPTY))
        .compose(revision -> db.purge(Map.of(scratch, List.of(revision))))
        .map(purged -> result);
  }

  /** Each graft by itself, in order. */
  private abstract static class OneByOne extends DelegatingStore {
    OneByOne(DocumentStore inner) {
      super(inner);
    }

    abstract Future<WriteResult> graft(DocumentGraft graft, Optional<StoredDocument> known);

    final Future<WriteResult> pass(DocumentGraft graft) {
      return inner.graft(List.of(graft)).map(results -> results.get(0));
    }

    @Override
    public Future<List<WriteResult>> graft(List<DocumentGraft> grafts) {
      Future<List<WriteResult>> results = Future.succeededFuture(new ArrayList<>());
      for (DocumentGraft graft : grafts) {
        GetOptions same = GetOptions.DEFAULTS.withRevision(graft.history().revision());
        results =
            results.compose(
                before ->
                    inner
                        .get(graft.id(), same.withHistory(true))
                        .compose(known -> graft(graft, known))
                        .map(
                            result -> {
                              before.add(result);
                              return before;
                            }));
      }
      return results;
    }

    static DocumentGraft with(DocumentGraft graft, List<RevisionId> history) {
      return new DocumentGraft(
          graft.id(),
          new RevisionHistory(history),
          graft.deleted(),
          graft.body(),
          graft.attachments());
    }
  }

  static final class ReplayBumps extends OneByOne {
    ReplayBumps(DocumentStore inner) {
      super(inner);
    }

    @Override
    Future<WriteResult> graft(DocumentGraft graft, Optional<StoredDocument> known) {
      Future<WriteResult> result = pass(graft);
      return known.isPresent() ? result.compose(done -> bump(inner, done)) : result;
    }
  }

  static final class AncestorsBump extends OneByOne {
    AncestorsBump(DocumentStore inner) {
      super(inner);
    }

    @Override
    Future<WriteResult> graft(DocumentGraft graft, Optional<StoredDocument> known) {
      int revisions = graft.history().revisions().size();
      Future<WriteResult> result = pass(graft);
      return known.isPresent() && known.get().extras().history().size() < revisions
          ? result.compose(done -> bump(inner, done))
          : result;
    }
  }

  static final class LateAncestorsForgotten extends OneByOne {
    LateAncestorsForgotten(DocumentStore inner) {
      super(inner);
    }

    @Override
    Future<WriteResult> graft(DocumentGraft graft, Optional<StoredDocument> known) {
      return known.isPresent()
          ? Future.succeededFuture(new WriteResult.Written(graft.id(), known.get().revision()))
          : pass(graft);
    }
  }

  /** What is in the tree is passed over, whether its body is there or not. */
  static final class LateBodiesForgotten extends OneByOne {
    LateBodiesForgotten(DocumentStore inner) {
      super(inner);
    }

    @Override
    Future<WriteResult> graft(DocumentGraft graft, Optional<StoredDocument> known) {
      RevisionId revision = graft.history().revision();
      return inner
          .revisionsDiff(Map.of(graft.id(), List.of(revision)))
          .compose(
              missing ->
                  missing.isEmpty()
                      ? Future.succeededFuture(new WriteResult.Written(graft.id(), revision))
                      : pass(graft));
    }
  }

  /** What came last under an id is what is read. */
  static final class LaterBodyReplaces extends DelegatingStore {
    private final Map<RevisionId, JsonBody> newest = new HashMap<>();

    LaterBodyReplaces(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<List<WriteResult>> graft(List<DocumentGraft> grafts) {
      grafts.forEach(graft -> newest.put(graft.history().revision(), graft.body()));
      return inner.graft(grafts);
    }

    @Override
    public Future<Optional<StoredDocument>> get(DocumentId id, GetOptions options) {
      return inner.get(id, options).map(found -> found.map(this::replaced));
    }

    private StoredDocument replaced(StoredDocument found) {
      return new StoredDocument(
          found.id(),
          found.revision(),
          found.deleted(),
          newest.getOrDefault(found.revision(), found.body()),
          found.attachments(),
          found.extras());
    }
  }

  /** A document has one root: what has nothing in common with it is passed over. */
  static final class OneRootAlone extends OneByOne {
    OneRootAlone(DocumentStore inner) {
      super(inner);
    }

    @Override
    Future<WriteResult> graft(DocumentGraft graft, Optional<StoredDocument> known) {
      GetOptions history = GetOptions.DEFAULTS.withTombstone(true).withHistory(true);
      List<RevisionId> given = graft.history().revisions();
      return inner
          .get(graft.id(), history)
          .compose(
              there ->
                  there.filter(it -> Collections.disjoint(it.extras().history(), given)).isPresent()
                      ? Future.succeededFuture(new WriteResult.Written(graft.id(), given.get(0)))
                      : pass(graft));
    }
  }

  static final class AncestorsForgotten extends OneByOne {
    AncestorsForgotten(DocumentStore inner) {
      super(inner);
    }

    @Override
    Future<WriteResult> graft(DocumentGraft graft, Optional<StoredDocument> known) {
      return pass(with(graft, List.of(graft.history().revision())));
    }
  }

  static final class OwnIds extends OneByOne {
    OwnIds(DocumentStore inner) {
      super(inner);
    }

    @Override
    Future<WriteResult> graft(DocumentGraft graft, Optional<StoredDocument> known) {
      List<RevisionId> history = new ArrayList<>(graft.history().revisions());
      RevisionId given = history.get(0);
      history.set(0, RevisionId.of(given.generation(), given.digest() + "'"));
      return pass(with(graft, history));
    }
  }

  /** As a write is: refused if it does not descend from the winner. */
  static final class Conflicts extends OneByOne {
    Conflicts(DocumentStore inner) {
      super(inner);
    }

    @Override
    Future<WriteResult> graft(DocumentGraft graft, Optional<StoredDocument> known) {
      return inner
          .get(graft.id())
          .compose(
              winner ->
                  winner
                          .map(StoredDocument::revision)
                          .filter(rev -> !graft.history().revisions().contains(rev))
                          .isPresent()
                      ? Future.succeededFuture(new Refused(graft.id(), StoreException.conflict()))
                      : pass(graft));
    }
  }

  /** Attachments to keep that are not there are left out. */
  static final class ForgetsMissingStubs extends OneByOne {
    ForgetsMissingStubs(DocumentStore inner) {
      super(inner);
    }

    @Override
    Future<WriteResult> graft(DocumentGraft graft, Optional<StoredDocument> known) {
      DocumentGraft bare =
          new DocumentGraft(graft.id(), graft.history(), graft.deleted(), graft.body(), List.of());
      return pass(graft)
          .compose(
              result -> result instanceof Refused ? pass(bare) : Future.succeededFuture(result));
    }
  }
}
