package dev.couchgrass.store.kv.database;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DocumentTransaction;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.LocalDocument;
import dev.couchgrass.store.document.RevisionsDiff;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.kv.commit.Lane;
import dev.couchgrass.store.kv.commit.Mutation;
import dev.couchgrass.store.kv.commit.Turn;
import dev.couchgrass.store.kv.read.LocalsScan;
import dev.couchgrass.store.kv.read.View;
import dev.couchgrass.store.kv.write.EditDocuments;
import dev.couchgrass.store.kv.write.GraftDocuments;
import dev.couchgrass.store.kv.write.PutLocal;
import dev.couchgrass.store.kv.write.RemoveLocal;
import dev.couchgrass.store.kv.write.Transaction;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A database within a transaction that has the turn to write to it. */
final class KvDocumentTransaction implements DocumentTransaction {
  /** How many look-ups an edit is, about. */
  private static final long LOOK_UPS = 8;

  private final Turn<Transaction> turn;
  private final View view;
  private final Lane lane;
  private final Turn.Room room;

  KvDocumentTransaction(Turn<Transaction> turn, View view, Lane lane, Turn.Room room) {
    this.turn = turn;
    this.view = view;
    this.lane = lane;
    this.room = room;
  }

  private <T> Future<T> apply(Mutation<Transaction, T> mutation, long weight) {
    return lane.run(LOOK_UPS * weight, () -> turn.apply(mutation, room));
  }

  @Override
  public Future<Optional<StoredDocument>> get(DocumentId id, GetOptions options) {
    return lane.run(1, () -> view.documents().get(id, options));
  }

  @Override
  public Future<Map<DocumentId, RevisionsDiff>> revisionsDiff(
      Map<DocumentId, List<RevisionId>> revisions) {
    return lane.run(revisions.size(), () -> view.documents().revisionsDiff(revisions));
  }

  @Override
  public Future<List<WriteResult>> write(List<DocumentEdit> edits) {
    return apply(new EditDocuments(edits), Edits.weightOfEdits(edits));
  }

  @Override
  public Future<List<WriteResult>> graft(List<DocumentGraft> grafts) {
    return apply(new GraftDocuments(grafts), Edits.weightOfGrafts(grafts));
  }

  @Override
  public Future<Optional<LocalDocument>> local(LocalDocumentId id) {
    return lane.run(1, () -> LocalsScan.read(view, id));
  }

  @Override
  public Future<LocalDocument> putLocal(LocalDocumentId id, long parent, JsonBody body) {
    return apply(new PutLocal(id, parent, body), 1);
  }

  @Override
  public Future<Boolean> removeLocal(LocalDocumentId id) {
    return apply(new RemoveLocal(id), 1);
  }
}
