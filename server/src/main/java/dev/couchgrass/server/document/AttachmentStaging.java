package dev.couchgrass.server.document;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.core.document.ParsedAttachment;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings the bytes of drafts' attachments into a store, and gives up those that nobody used. */
final class AttachmentStaging {
  private final DocumentStore database;
  private final long maxBytes;
  private final List<StagedAttachment> staged = new ArrayList<>();

  AttachmentStaging(DocumentStore database, long maxBytes) {
    this.database = database;
    this.maxBytes = maxBytes;
  }

  /** What came staged with a draft; given up with the rest. */
  void adopt(Draft draft) {
    staged.addAll(draft.staged().values());
  }

  /** The attachments as an edit names them. */
  Future<List<AttachmentEdit>> edits(Draft draft) {
    Future<List<AttachmentEdit>> done = Future.succeededFuture(new ArrayList<>());
    for (ParsedAttachment attachment : draft.attachments()) {
      done =
          done.compose(
              edits ->
                  edit(draft, attachment)
                      .map(
                          edit -> {
                            edits.add(edit);
                            return edits;
                          }));
    }
    return done;
  }

  private Future<AttachmentEdit> edit(Draft draft, ParsedAttachment attachment) {
    String name = attachment.name();
    StagedAttachment known = draft.staged().get(name);
    if (known != null) {
      return Future.succeededFuture(attach(attachment, known));
    }
    return switch (attachment.form()) {
      // Not by digest: other servers compress the same bytes to others, and send theirs.
      case STUB ->
          Future.succeededFuture(
              new AttachmentEdit.Keep(name, Optional.empty(), attachment.revpos()));
      case INLINE -> stage(attachment).map(content -> attach(attachment, content));
      case FOLLOWS ->
          Future.failedFuture(
              HttpFailure.badRequest("An attachment follows only in a multipart/related request"));
    };
  }

  private static AttachmentEdit attach(ParsedAttachment attachment, StagedAttachment content) {
    return new AttachmentEdit.Attach(
        attachment.name(), attachment.effectiveContentType(), content, attachment.revpos());
  }

  private Future<StagedAttachment> stage(ParsedAttachment attachment) {
    if (attachment.data().length > maxBytes) {
      return Future.failedFuture(
          new StoreException(
              ErrorCode.ATTACHMENT_TOO_LARGE, "Attachment is too large: ", attachment.name()));
    }
    return database
        .stage(
            PullStream.of(attachment.data()),
            StageOptions.of(attachment.effectiveContentType()).withMaxLength(maxBytes))
        .andThen(onSuccess(staged::add));
  }

  /** Gives up whatever no edit has used. */
  Future<Void> release() {
    Future<Void> done = Future.succeededFuture();
    for (StagedAttachment attachment : staged) {
      done = done.eventually(attachment::release);
    }
    return done;
  }
}
