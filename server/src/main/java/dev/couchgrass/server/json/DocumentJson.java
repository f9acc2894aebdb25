package dev.couchgrass.server.json;

import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.document.LocalDocument;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.document.StoredDocument.Extras;
import dev.couchgrass.store.document.StoredDocument.RevisionInfo;
import java.util.List;
import java.util.Locale;

/**
 * Documents as CouchDB writes them: their own members between {@code _rev} and the special ones.
 */
public final class DocumentJson {
  private DocumentJson() {}

  /** A document by itself. */
  public static byte[] bytes(StoredDocument document, AttachmentForms forms) {
    JsonWriter out = new JsonWriter(document.body().length() + 256);
    write(out, document, forms);
    return out.toByteArray();
  }

  /** Writes a document. */
  public static void write(JsonWriter out, StoredDocument document, AttachmentForms forms) {
    out.beginObject();
    out.name("_id").value(document.id().value());
    out.name("_rev").value(document.revision().toString());
    out.members(document.body());
    if (document.deleted()) {
      out.name("_deleted").value(true);
    }
    extras(out, document.extras());
    if (!document.attachments().isEmpty()) {
      out.name("_attachments").beginObject();
      for (AttachmentInfo attachment : document.attachments()) {
        forms.write(out, attachment);
      }
      out.endObject();
    }
    out.endObject();
  }

  /** Writes one of {@code open_revs}: {@code {"ok":{...}}} or {@code {"missing":"1-x"}}. */
  public static void write(JsonWriter out, OpenRevision revision, AttachmentForms forms) {
    out.beginObject();
    if (revision instanceof OpenRevision.Found found) {
      out.name("ok");
      write(out, found.document(), forms);
    } else if (revision instanceof OpenRevision.Missing missing) {
      out.name("missing").value(missing.revision().toString());
    }
    out.endObject();
  }

  /** Writes a local document. */
  public static void write(JsonWriter out, LocalDocument document) {
    out.beginObject();
    out.name("_id").value(document.id().toString());
    out.name("_rev").value(revision(document));
    out.members(document.body());
    out.endObject();
  }

  /** A local document's revision as it is written. */
  public static String revision(LocalDocument document) {
    return "0-" + document.revision();
  }

  private static void extras(JsonWriter out, Extras extras) {
    if (!extras.history().isEmpty()) {
      history(out, extras.history());
    }
    if (!extras.revisionsInfo().isEmpty()) {
      revisionsInfo(out, extras.revisionsInfo());
    }
    revisions(out, "_conflicts", extras.conflicts());
    revisions(out, "_deleted_conflicts", extras.deletedConflicts());
    if (extras.localSequence().isPresent()) {
      out.name("_local_seq");
      SequenceJson.write(out, extras.localSequence().get());
    }
  }

  private static void history(JsonWriter out, List<RevisionId> history) {
    out.name("_revisions").beginObject();
    out.name("start").value(history.get(0).generation());
    out.name("ids").beginArray();
    for (RevisionId revision : history) {
      out.value(revision.digest());
    }
    out.endArray().endObject();
  }

  private static void revisionsInfo(JsonWriter out, List<RevisionInfo> infos) {
    out.name("_revs_info").beginArray();
    for (RevisionInfo info : infos) {
      out.beginObject();
      out.name("rev").value(info.revision().toString());
      out.name("status").value(info.status().name().toLowerCase(Locale.ROOT));
      out.endObject();
    }
    out.endArray();
  }

  private static void revisions(JsonWriter out, String name, List<RevisionId> revisions) {
    if (!revisions.isEmpty()) {
      out.name(name).beginArray();
      revisions.forEach(revision -> out.value(revision.toString()));
      out.endArray();
    }
  }
}
