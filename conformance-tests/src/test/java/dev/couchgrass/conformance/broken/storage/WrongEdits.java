package dev.couchgrass.conformance.broken.storage;

import dev.couchgrass.core.document.RevisionHash;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.document.WriteResult;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Databases that make another edit of the one that they are given. */
final class WrongEdits {
  private static final GetOptions WITH_TOMBSTONE = GetOptions.DEFAULTS.withTombstone(true);

  private WrongEdits() {}

  /** Each edit is replaced by another one. */
  private abstract static class Replaced extends DelegatingStore {
    Replaced(DocumentStore inner) {
      super(inner);
    }

    abstract Future<DocumentEdit> replace(DocumentEdit edit);

    @Override
    public Future<List<WriteResult>> write(List<DocumentEdit> edits) {
      return Future.all(edits.stream().map(this::replace).toList())
          .compose(replaced -> inner.write(replaced.<DocumentEdit>list()));
    }

    /** The edit as one of what is there now. */
    final Future<DocumentEdit> onTopOf(DocumentEdit edit, GetOptions options) {
      return inner
          .get(edit.id(), options)
          .map(there -> there.map(newest -> withParent(edit, newest.revision())).orElse(edit));
    }

    private static DocumentEdit withParent(DocumentEdit edit, RevisionId parent) {
      return new DocumentEdit(
          edit.id(), Optional.of(parent), edit.deleted(), edit.body(), edit.attachments());
    }
  }

  static final class OverwritesWithoutParent extends Replaced {
    OverwritesWithoutParent(DocumentStore inner) {
      super(inner);
    }

    @Override
    Future<DocumentEdit> replace(DocumentEdit edit) {
      return edit.parent().isPresent()
          ? Future.succeededFuture(edit)
          : onTopOf(edit, GetOptions.DEFAULTS);
    }
  }

  static final class TakesAStaleParent extends Replaced {
    TakesAStaleParent(DocumentStore inner) {
      super(inner);
    }

    @Override
    Future<DocumentEdit> replace(DocumentEdit edit) {
      return edit.parent().isEmpty()
          ? Future.succeededFuture(edit)
          : onTopOf(edit, GetOptions.DEFAULTS);
    }
  }

  static final class DeletesTombstones extends Replaced {
    DeletesTombstones(DocumentStore inner) {
      super(inner);
    }

    @Override
    Future<DocumentEdit> replace(DocumentEdit edit) {
      return edit.deleted() && edit.parent().isEmpty()
          ? onTopOf(edit, WITH_TOMBSTONE)
          : Future.succeededFuture(edit);
    }
  }

  /** Another body: the text parsed and printed, or its members in another order. */
  abstract static class OtherBody extends Replaced {
    OtherBody(DocumentStore inner) {
      super(inner);
    }

    abstract JsonObject body(JsonObject body);

    @Override
    Future<DocumentEdit> replace(DocumentEdit edit) {
      JsonBody body = JsonBody.parse(body(new JsonObject(edit.body().toString())).encode());
      return Future.succeededFuture(
          new DocumentEdit(edit.id(), edit.parent(), edit.deleted(), body, edit.attachments()));
    }
  }

  static final class PrintsBodiesAnew extends OtherBody {
    PrintsBodiesAnew(DocumentStore inner) {
      super(inner);
    }

    @Override
    JsonObject body(JsonObject body) {
      return body;
    }
  }

  static final class SortsMembers extends OtherBody {
    SortsMembers(DocumentStore inner) {
      super(inner);
    }

    @Override
    JsonObject body(JsonObject body) {
      JsonObject sorted = new JsonObject();
      body.fieldNames().stream().sorted().forEach(name -> sorted.put(name, body.getValue(name)));
      return sorted;
    }
  }

  /** Other attachments: none that is to be kept, or in another order. */
  abstract static class OtherAttachments extends Replaced {
    OtherAttachments(DocumentStore inner) {
      super(inner);
    }

    abstract List<AttachmentEdit> attachments(List<AttachmentEdit> attachments);

    @Override
    Future<DocumentEdit> replace(DocumentEdit edit) {
      return Future.succeededFuture(edit.withAttachments(attachments(edit.attachments())));
    }
  }

  static final class LosesKeptAttachments extends OtherAttachments {
    LosesKeptAttachments(DocumentStore inner) {
      super(inner);
    }

    @Override
    List<AttachmentEdit> attachments(List<AttachmentEdit> attachments) {
      return attachments.stream().filter(each -> each instanceof AttachmentEdit.Attach).toList();
    }
  }

  static final class SortsAttachments extends OtherAttachments {
    SortsAttachments(DocumentStore inner) {
      super(inner);
    }

    @Override
    List<AttachmentEdit> attachments(List<AttachmentEdit> attachments) {
      return attachments.stream().sorted(Comparator.comparing(AttachmentEdit::name)).toList();
    }
  }

  /** A deletion has nothing to say. */
  static final class EmptiesTombstones extends DelegatingStore {
    EmptiesTombstones(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<List<WriteResult>> write(List<DocumentEdit> edits) {
      return inner.write(edits.stream().map(EmptiesTombstones::emptied).toList());
    }

    private static DocumentEdit emptied(DocumentEdit edit) {
      return edit.deleted()
          ? new DocumentEdit(edit.id(), edit.parent(), true, JsonBody.EMPTY, edit.attachments())
          : edit;
    }
  }

  /** Each edit is made by a graft, of a revision with an id that is computed here. */
  private abstract static class Grafted extends DelegatingStore {
    Grafted(DocumentStore inner) {
      super(inner);
    }

    abstract Optional<RevisionHistory> history(DocumentEdit edit, Optional<StoredDocument> there);

    @Override
    public Future<List<WriteResult>> write(List<DocumentEdit> edits) {
      Future<List<WriteResult>> results = Future.succeededFuture(new ArrayList<>());
      for (DocumentEdit edit : edits) {
        results = results.compose(before -> graft(edit).map(one -> together(before, one)));
      }
      return results;
    }

    private static List<WriteResult> together(List<WriteResult> before, List<WriteResult> one) {
      before.addAll(one);
      return before;
    }

    Future<Optional<StoredDocument>> look(DocumentEdit edit) {
      return inner.get(edit.id(), WITH_TOMBSTONE);
    }

    private Future<List<WriteResult>> graft(DocumentEdit edit) {
      return look(edit)
          .compose(
              there ->
                  history(edit, there)
                      .map(history -> inner.graft(List.of(graft(edit, history))))
                      .orElseGet(() -> inner.write(List.of(edit))));
    }

    private static DocumentGraft graft(DocumentEdit edit, RevisionHistory history) {
      return new DocumentGraft(edit.id(), history, edit.deleted(), edit.body(), edit.attachments());
    }
  }

  static final class RecreatesFromNothing extends Grafted {
    RecreatesFromNothing(DocumentStore inner) {
      super(inner);
    }

    @Override
    Optional<RevisionHistory> history(DocumentEdit edit, Optional<StoredDocument> there) {
      return there
          .filter(newest -> newest.deleted() && edit.parent().isEmpty() && !edit.deleted())
          .map(tombstone -> RevisionHash.next(Optional.empty(), false, edit.body(), List.of()))
          .map(RevisionHistory::of);
    }
  }

  /** A count of its own for a digest. */
  static final class OwnRevisionIds extends Grafted {
    private int count;

    OwnRevisionIds(DocumentStore inner) {
      super(inner);
    }

    @Override
    Optional<RevisionHistory> history(DocumentEdit edit, Optional<StoredDocument> there) {
      List<RevisionId> history =
          new ArrayList<>(edit.parent().map(List::of).orElse(Collections.emptyList()));
      long generation = edit.parent().map(RevisionId::generation).orElse(0L) + 1;
      history.add(0, RevisionId.of(generation, "r" + ++count));
      return Optional.of(new RevisionHistory(history));
    }
  }

  /** Looks at the parent, and writes later: two writers may look at the same. */
  static final class OvertakesItself extends Grafted {
    OvertakesItself(DocumentStore inner) {
      super(inner);
    }

    @Override
    Future<Optional<StoredDocument>> look(DocumentEdit edit) {
      return super.look(edit).compose(Elsewhere::by);
    }

    @Override
    Optional<RevisionHistory> history(DocumentEdit edit, Optional<StoredDocument> there) {
      return edit.parent()
          .filter(parent -> there.map(StoredDocument::revision).equals(edit.parent()))
          .map(
              parent -> {
                RevisionId next =
                    RevisionHash.next(edit.parent(), edit.deleted(), edit.body(), List.of());
                return new RevisionHistory(List.of(next, parent));
              });
    }
  }
}
