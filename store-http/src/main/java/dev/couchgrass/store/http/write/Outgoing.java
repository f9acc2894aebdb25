package dev.couchgrass.store.http.write;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.http.attachment.HttpStaged;
import dev.couchgrass.store.http.json.JsonOut;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An edit or a graft, as it is sent.
 *
 * @param revision an edit's parent, or a graft's own
 * @param history a graft's
 */
record Outgoing(
    DocumentId id,
    Optional<RevisionId> revision,
    Optional<RevisionHistory> history,
    boolean deleted,
    JsonBody body,
    List<AttachmentEdit> attachments) {
  static Outgoing of(DocumentEdit edit) {
    return new Outgoing(
        edit.id(),
        edit.parent(),
        Optional.empty(),
        edit.deleted(),
        edit.body(),
        edit.attachments());
  }

  static Outgoing of(DocumentGraft graft) {
    return new Outgoing(
        graft.id(),
        Optional.of(graft.history().revision()),
        Optional.of(graft.history()),
        graft.deleted(),
        graft.body(),
        graft.attachments());
  }

  /** What brings bytes along. */
  List<AttachmentEdit.Attach> attached() {
    return attachments.stream()
        .filter(AttachmentEdit.Attach.class::isInstance)
        .map(AttachmentEdit.Attach.class::cast)
        .toList();
  }

  /** What is to be kept only if it is what the writer thinks. */
  List<AttachmentEdit.Keep> checked() {
    return attachments.stream()
        .filter(AttachmentEdit.Keep.class::isInstance)
        .map(AttachmentEdit.Keep.class::cast)
        .filter(keep -> keep.digest().isPresent())
        .toList();
  }

  /** The revision whose attachments are kept, if it is known on this side. */
  Optional<RevisionId> parent() {
    return history.isEmpty() ? revision : history.get().revisions().stream().skip(1).findFirst();
  }

  /** Whether it goes in requests of its own. */
  boolean isAlone() {
    return !attached().isEmpty() || (!checked().isEmpty() && parent().isPresent());
  }

  /** Writes the document, its attachments' bytes apart. */
  void write(JsonOut out) {
    out.beginObject().name("_id").value(id.value());
    revision.ifPresent(rev -> out.name("_rev").value(rev.toString()));
    if (deleted) {
      out.name("_deleted").value(true);
    }
    history.ifPresent(
        known -> {
          out.name("_revisions").beginObject();
          out.name("start").value(known.revision().generation());
          out.name("ids").strings(known.revisions().stream().map(RevisionId::digest).toList());
          out.endObject();
        });
    if (!attachments.isEmpty()) {
      out.name("_attachments").beginObject();
      attachments.forEach(attachment -> write(out, attachment));
      out.endObject();
    }
    out.members(body.bytes()).endObject();
  }

  private static void write(JsonOut out, AttachmentEdit attachment) {
    out.name(attachment.name()).beginObject();
    if (attachment instanceof AttachmentEdit.Keep keep) {
      out.name("stub").value(true);
      keep.digest().ifPresent(digest -> out.name("digest").value(digest));
      position(out, keep.revisionPosition());
    } else if (attachment instanceof AttachmentEdit.Attach attach) {
      follows(out, attach, (HttpStaged) attach.content());
    }
    out.endObject();
  }

  private static void follows(JsonOut out, AttachmentEdit.Attach attach, HttpStaged content) {
    out.name("follows").value(true);
    out.name("content_type").value(attach.contentType());
    out.name("digest").value(content.digest());
    out.name("length").value(content.length());
    if (content.encoding().isPresent()) {
      out.name("encoding").value(content.encoding().get());
      out.name("encoded_length").value(content.storedLength());
    }
    position(out, attach.revisionPosition());
  }

  private static void position(JsonOut out, OptionalLong position) {
    if (position.isPresent()) {
      out.name("revpos").value(position.getAsLong());
    }
  }
}
