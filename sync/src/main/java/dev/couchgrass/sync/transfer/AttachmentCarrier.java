package dev.couchgrass.sync.transfer;

import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.AttachmentContent;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Brings a revision's attachments, in pieces, and only those that the target cannot have. */
final class AttachmentCarrier {
  private final DocumentStore source;
  private final DocumentStore target;

  AttachmentCarrier(DocumentStore source, DocumentStore target) {
    this.source = source;
    this.target = target;
  }

  /**
   * What a graft names: what an ancestor in the target has already, and what was staged there.
   *
   * @param ancestors leaves of the target; those that are none of the revision's do no harm
   */
  Future<List<AttachmentEdit>> carry(StoredDocument document, List<RevisionId> ancestors) {
    long newest =
        document.extras().history().stream()
            .filter(ancestors::contains)
            .mapToLong(RevisionId::generation)
            .max()
            .orElse(0);
    List<AttachmentEdit> edits = new ArrayList<>();
    Future<Void> carried = Future.succeededFuture();
    for (AttachmentInfo info : document.attachments()) {
      carried =
          carried.compose(
              before ->
                  newest >= info.revisionPosition()
                      ? add(edits, keep(info))
                      : stage(document, info).compose(edit -> add(edits, edit)));
    }
    return carried.<List<AttachmentEdit>>map(edits).onFailure(failure -> release(edits));
  }

  private static Future<Void> add(List<AttachmentEdit> edits, AttachmentEdit edit) {
    edits.add(edit);
    return Future.succeededFuture();
  }

  private static AttachmentEdit keep(AttachmentInfo info) {
    return new AttachmentEdit.Keep(
        info.name(), Optional.of(info.digest()), OptionalLong.of(info.revisionPosition()));
  }

  private Future<AttachmentEdit> stage(StoredDocument document, AttachmentInfo info) {
    AttachmentOptions options =
        AttachmentOptions.DEFAULTS
            .withRevision(document.revision())
            .withForm(AttachmentOptions.Form.STORED);
    return source
        .attachment(document.id(), info.name(), options)
        .compose(
            found ->
                found
                    .map(content -> stage(content, info))
                    .orElseGet(
                        () ->
                            Future.failedFuture(
                                new StoreException(
                                    ErrorCode.STORE_FAILED,
                                    "The source listed an attachment that it does not have: ",
                                    document.id() + "/" + info.name()))));
  }

  private Future<AttachmentEdit> stage(AttachmentContent content, AttachmentInfo listed) {
    StageOptions options =
        new StageOptions(
            listed.contentType(),
            content.info().encoding(),
            OptionalLong.of(content.info().storedLength()),
            Optional.of(content.info().digest()),
            content.info().storedLength());
    return target
        .stage(new ContentStream(content), options)
        .eventually(content::close)
        .map(
            staged ->
                new AttachmentEdit.Attach(
                    listed.name(),
                    listed.contentType(),
                    staged,
                    OptionalLong.of(listed.revisionPosition())));
  }

  /** Gives back what no graft will name. */
  static void release(List<AttachmentEdit> edits) {
    for (AttachmentEdit edit : edits) {
      if (edit instanceof AttachmentEdit.Attach attach) {
        StagedAttachment staged = attach.content();
        // A store drops by itself what it could not release now.
        staged.release();
      }
    }
  }
}
