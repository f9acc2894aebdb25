package dev.couchgrass.conformance.replication.net;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.conformance.document.Chunks;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.LocalDocument;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The database that a replication writes, beyond a line. */
final class TargetStore extends LineStore {
  private final Function<LocalDocument, Future<Void>> noted;

  /**
   * Beyond a line.
   *
   * @param noted hears of each local document when it is there, and is waited for
   */
  TargetStore(Line line, Session session, Function<LocalDocument, Future<Void>> noted) {
    super(line, session);
    this.noted = noted;
  }

  @Override
  public Future<LocalDocument> putLocal(LocalDocumentId id, long parent, JsonBody body) {
    return line.call(
        session, store -> store.putLocal(id, parent, body).compose(note -> judge(note).map(note)));
  }

  /** What is found here is no failure of the call, which the replicator would try again. */
  private Future<Void> judge(LocalDocument note) {
    return noted
        .apply(note)
        .recover(
            failure -> {
              if (failure instanceof AssertionError error) {
                line.simulation().broken(error);
                return Future.succeededFuture();
              }
              return Future.failedFuture(failure);
            });
  }

  @Override
  public Future<StagedAttachment> stage(ReadStream<Buffer> content, StageOptions options) {
    session.transfer("stage");
    return LineContent.receive(content)
        .compose(
            received ->
                line.callOnce(
                    session,
                    () ->
                        line.store()
                            .stage(new Chunks(received.pieces(), received.failure()), options)
                            .map(staged -> new LineStaged(line, staged, line.life()))));
  }

  @Override
  public Future<List<WriteResult>> graft(List<DocumentGraft> grafts) {
    session.transfer("graft");
    return line.call(session, store -> graft(store, grafts))
        .andThen(onSuccess(results -> session.told(grafts, results)));
  }

  /** What the target does not take from this replication, it refuses; the rest goes on. */
  private Future<List<WriteResult>> graft(DocumentStore store, List<DocumentGraft> grafts) {
    List<DocumentGraft> taken = new ArrayList<>();
    for (DocumentGraft graft : grafts) {
      if (graft.attachments().stream().anyMatch(TargetStore::gone)) {
        return Future.failedFuture(Line.dead());
      }
      if (!session.forbids(graft.id())) {
        taken.add(unwrapped(graft));
      }
    }
    return store
        .graft(taken)
        .andThen(done -> line.written())
        .map(results -> withRefusals(grafts, results));
  }

  private List<WriteResult> withRefusals(List<DocumentGraft> grafts, List<WriteResult> results) {
    List<WriteResult> all = new ArrayList<>(results);
    for (int i = 0; i < grafts.size(); i++) {
      if (session.forbids(grafts.get(i).id())) {
        StoreException error = new StoreException(ErrorCode.FORBIDDEN, "Not from you");
        all.add(i, new WriteResult.Refused(grafts.get(i).id(), error));
      }
    }
    return all;
  }

  private static boolean gone(AttachmentEdit edit) {
    return edit instanceof AttachmentEdit.Attach attach
        && attach.content() instanceof LineStaged staged
        && staged.gone();
  }

  private static DocumentGraft unwrapped(DocumentGraft graft) {
    return new DocumentGraft(
        graft.id(),
        graft.history(),
        graft.deleted(),
        graft.body(),
        graft.attachments().stream().map(TargetStore::unwrapped).toList());
  }

  private static AttachmentEdit unwrapped(AttachmentEdit edit) {
    if (edit instanceof AttachmentEdit.Attach attach
        && attach.content() instanceof LineStaged staged) {
      return new AttachmentEdit.Attach(
          attach.name(), attach.contentType(), staged.inner(), attach.revisionPosition());
    }
    return edit;
  }
}
