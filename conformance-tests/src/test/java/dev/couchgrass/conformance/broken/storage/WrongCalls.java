package dev.couchgrass.conformance.broken.storage;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.RevisionHash;
import dev.couchgrass.store.DatabaseInfo;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.document.WriteResult.Refused;
import dev.couchgrass.store.document.WriteResult.Written;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Databases that take the edits of a call for something else than one step. */
final class WrongCalls {
  private WrongCalls() {}

  static final class ResultsBackward extends DelegatingStore {
    ResultsBackward(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<List<WriteResult>> write(List<DocumentEdit> edits) {
      return inner
          .write(edits)
          .map(
              results -> {
                List<WriteResult> backward = new ArrayList<>(results);
                Collections.reverse(backward);
                return backward;
              });
    }
  }

  /** A call is as many calls as it has edits. */
  static class OneByOne extends DelegatingStore {
    OneByOne(DocumentStore inner) {
      super(inner);
    }

    /** Whether to go on with the next one. */
    boolean goesOn(List<WriteResult> before) {
      return true;
    }

    @Override
    public Future<List<WriteResult>> write(List<DocumentEdit> edits) {
      Future<List<WriteResult>> results = Future.succeededFuture(new ArrayList<>());
      for (DocumentEdit edit : edits) {
        results = results.compose(Elsewhere::by).compose(before -> next(edit, before));
      }
      return results;
    }

    private Future<List<WriteResult>> next(DocumentEdit edit, List<WriteResult> before) {
      Future<WriteResult> result =
          goesOn(before)
              ? inner.write(List.of(edit)).map(one -> one.get(0))
              : Future.succeededFuture(new Refused(edit.id(), StoreException.conflict()));
      return result.map(
          each -> {
            before.add(each);
            return before;
          });
    }
  }

  static final class StopsAtARefusal extends OneByOne {
    StopsAtARefusal(DocumentStore inner) {
      super(inner);
    }

    @Override
    boolean goesOn(List<WriteResult> before) {
      return before.stream().noneMatch(result -> result instanceof Refused);
    }
  }

  /** Each edit is held against what was there before the call. */
  static final class EditsSeeNothingOfTheCall extends DelegatingStore {
    EditsSeeNothingOfTheCall(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<List<WriteResult>> write(List<DocumentEdit> edits) {
      Set<DocumentId> seen = new HashSet<>();
      List<DocumentEdit> first = edits.stream().filter(edit -> seen.add(edit.id())).toList();
      return inner.write(first).map(results -> spread(edits, results));
    }

    private static List<WriteResult> spread(List<DocumentEdit> edits, List<WriteResult> results) {
      List<WriteResult> left = new ArrayList<>(results);
      return edits.stream()
          .map(
              edit ->
                  !left.isEmpty() && left.get(0).id().equals(edit.id())
                      ? left.remove(0)
                      : (WriteResult) new Refused(edit.id(), StoreException.conflict()))
          .toList();
    }
  }

  /** What is refused for one reason is tried again in another way. */
  private abstract static class Forgiving extends DelegatingStore {
    Forgiving(DocumentStore inner) {
      super(inner);
    }

    abstract Future<WriteResult> forgive(DocumentEdit edit, Refused refused);

    @Override
    public Future<List<WriteResult>> write(List<DocumentEdit> edits) {
      return inner
          .write(edits)
          .compose(
              results -> {
                List<Future<WriteResult>> forgiven = new ArrayList<>();
                for (int i = 0; i < results.size(); i++) {
                  forgiven.add(
                      results.get(i) instanceof Refused refused
                          ? forgive(edits.get(i), refused)
                          : Future.succeededFuture(results.get(i)));
                }
                return Future.all(forgiven).map(all -> all.<WriteResult>list());
              });
    }
  }

  static final class AcceptsWhatWasMadeBefore extends Forgiving {
    AcceptsWhatWasMadeBefore(DocumentStore inner) {
      super(inner);
    }

    @Override
    Future<WriteResult> forgive(DocumentEdit edit, Refused refused) {
      GetOptions same =
          GetOptions.DEFAULTS.withRevision(
              RevisionHash.next(edit.parent(), edit.deleted(), edit.body(), List.of()));
      return inner
          .get(edit.id(), same)
          .map(
              there ->
                  there
                      .map(found -> (WriteResult) new Written(found.id(), found.revision()))
                      .orElse(refused));
    }
  }

  static final class ForgetsMissingStubs extends Forgiving {
    ForgetsMissingStubs(DocumentStore inner) {
      super(inner);
    }

    @Override
    Future<WriteResult> forgive(DocumentEdit edit, Refused refused) {
      if (refused.error().code() != ErrorCode.MISSING_STUB) {
        return Future.succeededFuture(refused);
      }
      List<AttachmentEdit> given =
          edit.attachments().stream()
              .filter(each -> each instanceof AttachmentEdit.Attach)
              .toList();
      return inner.write(List.of(edit.withAttachments(given))).map(results -> results.get(0));
    }
  }

  /** The figures are those before the last write, the first time that somebody asks. */
  static final class FiguresComeLater extends DelegatingStore {
    private Optional<DatabaseInfo> before = Optional.empty();

    FiguresComeLater(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<List<WriteResult>> write(List<DocumentEdit> edits) {
      return inner
          .info()
          .compose(
              info -> {
                before = Optional.of(info);
                return inner.write(edits);
              });
    }

    @Override
    public Future<DatabaseInfo> info() {
      Optional<DatabaseInfo> stale = before;
      before = Optional.empty();
      return stale.map(Future::succeededFuture).orElseGet(inner::info);
    }
  }
}
