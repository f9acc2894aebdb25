package dev.couchgrass.core.document;

import dev.couchgrass.core.encoding.ByteSink;
import dev.couchgrass.core.encoding.TermWriter;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/**
 * The ids of new revisions: CouchDB's own, bit for bit, so that the same edit made on two replicas
 * of either kind is the same revision.
 */
public final class RevisionHash {
  private static final int FORMAT_VERSION = 131;

  /** Whether deleted, the parent's generation and digest, the body, the attachments. */
  private static final int ELEMENTS = 5;

  private RevisionHash() {}

  /**
   * The id of an edit.
   *
   * @param parent the revision that is edited; empty for a document's first
   * @param attachments in the order in which the document has them
   */
  public static RevisionId next(
      Optional<RevisionId> parent,
      boolean deleted,
      JsonBody body,
      List<AttachmentSummary> attachments) {
    MessageDigest md5 = md5();
    ByteSink bytes = new ByteSink(64);
    TermWriter term = new TermWriter(bytes);
    bytes.put(FORMAT_VERSION);
    term.beginList(ELEMENTS);
    term.bool(deleted);
    writeParent(parent, term);
    bytes.feed(md5);
    body.feedTerm(md5);
    bytes.truncate(0);
    writeAttachments(attachments, term);
    term.endList();
    bytes.feed(md5);
    long generation = parent.map(RevisionId::generation).orElse(0L) + 1;
    return RevisionId.of(generation, md5.digest());
  }

  private static void writeParent(Optional<RevisionId> parent, TermWriter term) {
    if (parent.isPresent()) {
      term.integer(parent.get().generation());
      term.binary(parent.get().digestBytes());
    } else {
      term.integer(0);
      term.integer(0);
    }
  }

  private static void writeAttachments(List<AttachmentSummary> attachments, TermWriter term) {
    int list = term.openList();
    for (int i = attachments.size() - 1; i >= 0; i--) {
      AttachmentSummary attachment = attachments.get(i);
      term.tuple(3);
      term.binary(attachment.name().getBytes(StandardCharsets.UTF_8));
      term.binary(attachment.contentType().getBytes(StandardCharsets.UTF_8));
      term.binary(attachment.md5());
    }
    term.closeList(list, attachments.size());
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has MD5", e);
    }
  }
}
