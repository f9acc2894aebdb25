package dev.couchgrass.store.kv.write;

import dev.couchgrass.core.document.AttachmentSummary;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.Revision;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.core.revision.RevisionTree;
import dev.couchgrass.store.engine.EngineCapabilities;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.layout.BodyRecord;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.kv.layout.LiveRecord;
import java.util.List;

/** What fits into an engine, refused before anything of it is written. */
public record Fit(EngineCapabilities engine) {
  /** What a record has beside its variable parts, at most. */
  private static final int RECORD_BYTES = 64;

  /** What an attachment has beside its name and type, at most. */
  private static final int ATTACHMENT_BYTES = 160;

  /** What a revision takes in a tree or a list, at most. */
  private static final int REVISION_BYTES = RevisionId.MAX_DIGEST_BYTES + 32;

  /** A character's bytes, at most. */
  private static final int CHARACTER_BYTES = 3;

  /**
   * Refuses an id that is longer than the engine's keys.
   *
   * @throws StoreException {@code ILLEGAL_DOCUMENT_ID}
   */
  void requireId(byte[] id) {
    if (Keys.PREFIX_BYTES + id.length > engine.maxKeyBytes()) {
      throw new StoreException(ErrorCode.ILLEGAL_DOCUMENT_ID, "Document id is too long");
    }
  }

  /**
   * Refuses a document that is longer than the engine's values.
   *
   * @throws StoreException {@code DOCUMENT_TOO_LARGE}
   */
  public void requireBody(JsonBody body) {
    requireBytes((long) body.length() + RECORD_BYTES);
  }

  /** Whether a body is short enough, and plain, to be kept where its document is listed. */
  boolean inlines(BodyRecord body) {
    int bytes = body.body().length();
    return bytes <= LiveRecord.MAX_INLINED_BYTES
        && body.attachments().isEmpty()
        && bytes + RECORD_BYTES + REVISION_BYTES <= engine.maxValueBytes();
  }

  void requireBody(JsonBody body, List<AttachmentSummary> attachments) {
    long bytes = (long) body.length() + RECORD_BYTES;
    for (AttachmentSummary attachment : attachments) {
      int characters = attachment.name().length() + attachment.contentType().length();
      bytes += ATTACHMENT_BYTES + (long) CHARACTER_BYTES * characters;
    }
    requireBytes(bytes);
  }

  /** Refuses a document with more revisions, or more leaves, than one value takes. */
  void requireTree(DocumentId id, RevisionTree tree) {
    long fixed = RECORD_BYTES + (long) CHARACTER_BYTES * id.value().length();
    if (fixed + (long) REVISION_BYTES * tree.size() <= engine.maxValueBytes()) {
      return;
    }
    requireBytes(fixed + tree.encode().length);
    long leaves = 0;
    for (Revision leaf : tree.leaves()) {
      leaves += leaf.id().digestBytes().length + 12;
    }
    requireBytes(fixed + leaves);
  }

  private void requireBytes(long bytes) {
    if (bytes > engine.maxValueBytes()) {
      throw new StoreException(
          ErrorCode.DOCUMENT_TOO_LARGE, "The document is larger than the store takes");
    }
  }
}
