package dev.couchgrass.sync.transfer;

import static dev.couchgrass.store.flow.Effects.onFailure;
import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.AttachmentContent;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.attachment.AttachmentOptions.Form;
import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Brings a revision's attachments, in pieces, and only those that the target cannot have. */
final class AttachmentCarrier {
  private static final Set<ErrorCode> NOT_AS_TOLD =
      Set.of(ErrorCode.BAD_REQUEST, ErrorCode.ATTACHMENT_MISMATCH);

  private final DocumentStore source;
  private final DocumentStore target;
  private final Runnable heard;
  private Form form = Form.STORED;

  /**
   * Between two databases.
   *
   * @param heard runs with each piece
   */
  AttachmentCarrier(DocumentStore source, DocumentStore target, Runnable heard) {
    this.source = source;
    this.target = target;
    this.heard = heard;
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
    return Repeat.each(
            document.attachments(),
            info ->
                (newest >= info.revisionPosition()
                        ? Future.succeededFuture(keep(info))
                        : stage(document, info))
                    .andThen(onSuccess(edits::add)))
        .<List<AttachmentEdit>>map(edits)
        .andThen(onFailure(failure -> release(edits)));
  }

  private static AttachmentEdit keep(AttachmentInfo info) {
    return new AttachmentEdit.Keep(
        info.name(), Optional.of(info.digest()), OptionalLong.of(info.revisionPosition()));
  }

  /**
   * As the source keeps it or, if the target takes nothing that is compressed, as it was before.
   */
  private Future<AttachmentEdit> stage(StoredDocument document, AttachmentInfo info) {
    return read(document, info)
        .compose(content -> stage(document, content, info))
        .recover(
            failure -> {
              boolean packed = form == Form.STORED && info.encoding().isPresent();
              if (packed
                  && failure instanceof StoreException refused
                  && refused.code() == ErrorCode.NOT_SUPPORTED) {
                form = Form.DECODED;
                return stage(document, info);
              }
              return Future.failedFuture(failure);
            });
  }

  private Future<AttachmentContent> read(StoredDocument document, AttachmentInfo info) {
    AttachmentOptions options =
        AttachmentOptions.DEFAULTS.withRevision(document.revision()).withForm(form);
    return source
        .attachment(document.id(), info.name(), options)
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new StoreException(
                            ErrorCode.STORE_FAILED,
                            "The source listed an attachment that it does not have: ",
                            document.id() + "/" + info.name())));
  }

  private Future<AttachmentEdit> stage(
      StoredDocument document, AttachmentContent content, AttachmentInfo listed) {
    ContentStream stream = new ContentStream(content, heard);
    return target
        .stage(stream, arriving(content.info(), form))
        .eventually(content::close)
        .recover(
            refused ->
                Future.failedFuture(
                    stream.failure().orElseGet(() -> blame(refused, document, listed))))
        .map(
            staged ->
                new AttachmentEdit.Attach(
                    listed.name(),
                    listed.contentType(),
                    staged,
                    OptionalLong.of(listed.revisionPosition())));
  }

  /** Bytes that are not what was said of them are the source's failure: they may come whole yet. */
  private static Throwable blame(
      Throwable refused, StoredDocument document, AttachmentInfo listed) {
    return refused instanceof StoreException known && NOT_AS_TOLD.contains(known.code())
        ? new StoreException(
            ErrorCode.STORE_FAILED,
            "The source's attachment is not what it listed: ",
            document.id() + "/" + listed.name())
        : refused;
  }

  /** What is to arrive. A digest is of the stored form, so it tells nothing of the other. */
  private static StageOptions arriving(AttachmentInfo info, Form form) {
    boolean whole = form == Form.STORED || info.encoding().isEmpty();
    long length = whole ? info.storedLength() : info.length();
    StageOptions options =
        StageOptions.of(info.contentType())
            .withLength(length)
            // What comes compressed must fit decoded as well.
            .withMaxLength(Math.max(length, info.length()));
    if (!whole) {
      return options;
    }
    StageOptions checked = options.withDigest(info.digest());
    return info.encoding().map(checked::withEncoding).orElse(checked);
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
