package dev.couchgrass.server.document;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.server.json.AttachmentForms;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads attachments into memory, to be written into documents as Base64.
 *
 * <p>One for each answer: all that it has read together stays under its limit, beyond which reading
 * fails with {@code ATTACHMENT_TOO_LARGE}. What was written to the client counts no more: see
 * {@link #forget}. For use on one context.
 */
public final class InlineAttachments {
  private final DocumentStore store;
  private final boolean encodingInfo;
  private final long maxBytes;
  private long held;

  /**
   * @param encodingInfo whether documents tell how their attachments are stored
   * @param maxBytes how much is held in memory at once
   */
  public InlineAttachments(DocumentStore store, boolean encodingInfo, long maxBytes) {
    this.store = store;
    this.encodingInfo = encodingInfo;
    this.maxBytes = maxBytes;
  }

  /** How the document's attachments are to be written: all of them with their bytes. */
  public Future<AttachmentForms> read(StoredDocument document) {
    return read(document, document.attachments());
  }

  /** As {@link #read(StoredDocument)}; those that are not in {@code wanted} stay stubs. */
  public Future<AttachmentForms> read(StoredDocument document, List<AttachmentInfo> wanted) {
    AttachmentForms stubs = AttachmentForms.STUBS.withEncodingInfo(encodingInfo);
    return wanted.isEmpty()
        ? Future.succeededFuture(stubs)
        : contents(document, wanted).map(stubs::withInline);
  }

  private Future<Map<String, byte[]>> contents(
      StoredDocument document, List<AttachmentInfo> wanted) {
    Map<String, byte[]> contents = new HashMap<>();
    return Repeat.each(
            wanted,
            info ->
                content(document, info)
                    .map(
                        bytes -> {
                          contents.put(info.name(), bytes.getBytes());
                          return null;
                        }))
        .map(read -> contents);
  }

  /** Tells that what was read so far is written, and held no more. */
  public void forget() {
    held = 0;
  }

  private Future<Buffer> content(StoredDocument document, AttachmentInfo info) {
    if (held + info.length() > maxBytes) {
      return Future.failedFuture(tooLarge());
    }
    AttachmentOptions options = AttachmentOptions.DEFAULTS.withRevision(document.revision());
    return store
        .attachment(document.id(), info.name(), options)
        .compose(
            found ->
                found
                    .map(content -> content.toBuffer(maxBytes - held, InlineAttachments::tooLarge))
                    .orElseGet(() -> Future.failedFuture(gone())))
        .andThen(onSuccess(bytes -> held += bytes.length()));
  }

  private static StoreException tooLarge() {
    return new StoreException(
        ErrorCode.ATTACHMENT_TOO_LARGE,
        "The attachments are too large to be sent inline: fetch them one by one");
  }

  private static StoreException gone() {
    return new StoreException(ErrorCode.DOCUMENT_MISSING, "Document is missing attachment");
  }
}
