package dev.couchgrass.query;

import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.query.value.Value;
import dev.couchgrass.query.value.ValueReader;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.document.StoredDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A document as CouchDB shows it to selectors, or the members of it that are wanted. */
final class DocumentView {
  /** Members that are not in a body. */
  static final Set<String> SPECIAL =
      Set.of("_id", "_rev", "_deleted", "_attachments", "_conflicts");

  private DocumentView() {}

  static Value of(StoredDocument document, Fields fields) {
    Map<String, Value> members = new LinkedHashMap<>();
    members.put("_id", new Value.Text(document.id().value()));
    members.put("_rev", text(document.revision()));
    if (fields.wantsBody()) {
      members.putAll(ValueReader.members(document.body(), fields::wants));
    }
    if (document.deleted()) {
      members.put("_deleted", Value.Atom.TRUE);
    }
    List<RevisionId> conflicts = document.extras().conflicts();
    if (!conflicts.isEmpty()) {
      members.put(
          "_conflicts",
          new Value.Array(conflicts.stream().<Value>map(DocumentView::text).toList()));
    }
    if (!document.attachments().isEmpty() && fields.wants("_attachments")) {
      members.put("_attachments", attachments(document.attachments()));
    }
    return new Value.Members(members);
  }

  private static Value.Text text(RevisionId revision) {
    return new Value.Text(revision.toString());
  }

  private static Value attachments(List<AttachmentInfo> attachments) {
    Map<String, Value> stubs = new LinkedHashMap<>();
    attachments.forEach(attachment -> stubs.put(attachment.name(), stub(attachment)));
    return new Value.Members(stubs);
  }

  private static Value stub(AttachmentInfo attachment) {
    Map<String, Value> stub = new LinkedHashMap<>();
    stub.put("content_type", new Value.Text(attachment.contentType()));
    stub.put("revpos", new Value.Numeric(attachment.revisionPosition()));
    stub.put("digest", new Value.Text(attachment.digest()));
    stub.put("length", new Value.Numeric(attachment.length()));
    stub.put("stub", Value.Atom.TRUE);
    return new Value.Members(stub);
  }
}
