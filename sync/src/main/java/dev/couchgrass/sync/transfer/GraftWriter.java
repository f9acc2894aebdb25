package dev.couchgrass.sync.transfer;

import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.sync.result.DocumentFailure;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes revisions to the target, and tells a refusal for good from a failure. */
final class GraftWriter {
  /** What stays refused however often it is tried: 401, 403, 413 and 415. */
  private static final Set<ErrorCode> FOR_GOOD =
      Set.of(
          ErrorCode.UNAUTHORIZED,
          ErrorCode.FORBIDDEN,
          ErrorCode.TOO_LARGE,
          ErrorCode.DOCUMENT_TOO_LARGE,
          ErrorCode.ATTACHMENT_TOO_LARGE,
          ErrorCode.UNSUPPORTED_MEDIA_TYPE);

  /**
   * Of these, what is about the document when it was alone in a call: who may not write at all is
   * refused with 401 or 403 as well.
   */
  private static final Set<ErrorCode> OF_ONE_CALL =
      Set.of(
          ErrorCode.TOO_LARGE,
          ErrorCode.DOCUMENT_TOO_LARGE,
          ErrorCode.ATTACHMENT_TOO_LARGE,
          ErrorCode.UNSUPPORTED_MEDIA_TYPE);

  /** A revision to write. */
  record Outgoing(StoredDocument document, List<RevisionId> ancestors) {}

  private final DocumentStore target;
  private final AttachmentCarrier attachments;
  private final Transfer.Listener listener;

  /** Tells of each revision as soon as its fate is known. */
  GraftWriter(DocumentStore source, DocumentStore target, Transfer.Listener listener) {
    this.target = target;
    this.attachments = new AttachmentCarrier(source, target, listener::heard);
    this.listener = listener;
  }

  /** Writes those without attachments together, and each of the others by itself. */
  Future<Void> write(List<Outgoing> outgoing) {
    List<Outgoing> plain =
        outgoing.stream().filter(each -> each.document().attachments().isEmpty()).toList();
    List<Outgoing> attached =
        outgoing.stream().filter(each -> !each.document().attachments().isEmpty()).toList();
    return writePlain(plain)
        .compose(
            written ->
                Repeat.each(attached, document -> writeAttached(document, document.ancestors())));
  }

  private Future<Void> writePlain(List<Outgoing> outgoing) {
    if (outgoing.isEmpty()) {
      return Future.succeededFuture();
    }
    List<DocumentGraft> grafts =
        outgoing.stream().map(each -> graft(each.document(), List.of())).toList();
    return target
        .graft(grafts)
        .transform(
            answered -> {
              if (answered.succeeded()) {
                return judgeAll(outgoing, answered.result());
              }
              return tooLarge(answered.cause()) && outgoing.size() > 1
                  ? writeLess(outgoing)
                  : judgeCall(outgoing, answered.cause());
            });
  }

  private Future<Void> writeLess(List<Outgoing> outgoing) {
    int half = outgoing.size() / 2;
    return writePlain(outgoing.subList(0, half))
        .compose(first -> writePlain(outgoing.subList(half, outgoing.size())));
  }

  private Future<Void> writeAttached(Outgoing outgoing, List<RevisionId> ancestors) {
    return attachments
        .carry(outgoing.document(), ancestors)
        .compose(
            edits ->
                target
                    .graft(List.of(graft(outgoing.document(), edits)))
                    .andThen(done -> AttachmentCarrier.release(edits)))
        .transform(
            answered -> {
              if (answered.succeeded() && !lacksStub(answered.result())) {
                return judgeAll(List.of(outgoing), answered.result());
              }
              boolean stub = answered.succeeded() || is(ErrorCode.MISSING_STUB, answered.cause());
              if (stub && !ancestors.isEmpty()) {
                return writeAttached(outgoing, List.of());
              }
              return answered.succeeded()
                  ? judgeAll(List.of(outgoing), answered.result())
                  : judgeCall(List.of(outgoing), answered.cause());
            });
  }

  /** Whether the target has not the attachments that its ancestors were thought to have. */
  private static boolean lacksStub(List<WriteResult> results) {
    return results.stream()
        .anyMatch(
            result ->
                result instanceof WriteResult.Refused refused
                    && refused.error().code() == ErrorCode.MISSING_STUB);
  }

  private static DocumentGraft graft(StoredDocument document, List<AttachmentEdit> attachments) {
    return new DocumentGraft(
        document.id(),
        new RevisionHistory(document.extras().history()),
        document.deleted(),
        document.body(),
        attachments);
  }

  private static boolean is(ErrorCode code, Throwable failure) {
    return failure instanceof StoreException refused && refused.code() == code;
  }

  private static boolean tooLarge(Throwable failure) {
    return is(ErrorCode.TOO_LARGE, failure) || is(ErrorCode.DOCUMENT_TOO_LARGE, failure);
  }

  /** A call of a single document that failed because of it. */
  private Future<Void> judgeCall(List<Outgoing> outgoing, Throwable failure) {
    if (outgoing.size() == 1
        && failure instanceof StoreException refused
        && OF_ONE_CALL.contains(refused.code())) {
      listener.carried(failed(outgoing.get(0), refused));
      return Future.succeededFuture();
    }
    return Future.failedFuture(failure);
  }

  private Future<Void> judgeAll(List<Outgoing> outgoing, List<WriteResult> results) {
    if (results.size() != outgoing.size()) {
      return Future.failedFuture(
          new StoreException(
              ErrorCode.STORE_FAILED, "The target answered for another number of revisions"));
    }
    Optional<StoreException> failure = Optional.empty();
    for (int i = 0; i < outgoing.size(); i++) {
      if (!(results.get(i) instanceof WriteResult.Refused refused)) {
        listener.carried(Carried.written(bytes(outgoing.get(i).document())));
      } else if (FOR_GOOD.contains(refused.error().code())) {
        listener.carried(failed(outgoing.get(i), refused.error()));
      } else {
        failure = Optional.of(refused.error());
      }
    }
    return failure.<Future<Void>>map(Future::failedFuture).orElseGet(Future::succeededFuture);
  }

  private static Carried failed(Outgoing outgoing, StoreException error) {
    StoredDocument document = outgoing.document();
    return Carried.failed(new DocumentFailure(document.id(), document.revision(), error));
  }

  private static long bytes(StoredDocument document) {
    return document.body().length()
        + document.attachments().stream().mapToLong(AttachmentInfo::storedLength).sum();
  }
}
