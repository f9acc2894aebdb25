package dev.couchgrass.server.json;

import dev.couchgrass.store.document.AllDocsRow;
import dev.couchgrass.store.document.LocalDocument;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.error.StoreException;

/** Rows of listings and of bulk answers. */
public final class RowJson {
  private RowJson() {}

  /**
   * Writes a row of {@code _all_docs}.
   *
   * @param withDocument whether rows have a {@code doc} member, which is {@code null} if deleted
   */
  public static void write(
      JsonWriter out, AllDocsRow row, boolean withDocument, AttachmentForms forms) {
    out.beginObject();
    if (row instanceof AllDocsRow.Found found) {
      found(out, found);
      if (withDocument) {
        out.name("doc");
        document(out, found, forms);
      }
    } else if (row instanceof AllDocsRow.Missing missing) {
      out.name("key").value(missing.key());
      out.name("error").value("not_found");
    }
    out.endObject();
  }

  private static void found(JsonWriter out, AllDocsRow.Found row) {
    out.name("id").value(row.id().value());
    out.name("key").value(row.id().value());
    out.name("value").beginObject();
    out.name("rev").value(row.revision().toString());
    if (row.deleted()) {
      out.name("deleted").value(true);
    }
    out.endObject();
  }

  private static void document(JsonWriter out, AllDocsRow.Found row, AttachmentForms forms) {
    if (row.deleted() || row.document().isEmpty()) {
      out.nullValue();
    } else {
      DocumentJson.write(out, row.document().get(), forms);
    }
  }

  /** Writes a row of {@code _local_docs}. */
  public static void write(JsonWriter out, LocalDocument document, boolean withDocument) {
    out.beginObject();
    out.name("id").value(document.id().toString());
    out.name("key").value(document.id().toString());
    out.name("value").beginObject();
    out.name("rev").value(DocumentJson.revision(document));
    out.endObject();
    if (withDocument) {
      out.name("doc");
      DocumentJson.write(out, document);
    }
    out.endObject();
  }

  /** Writes what became of a write: a row of {@code _bulk_docs}. */
  public static void write(JsonWriter out, WriteResult result) {
    out.beginObject();
    if (result instanceof WriteResult.Written written) {
      out.name("ok").value(true);
      out.name("id").value(written.id().value());
      out.name("rev").value(written.revision().toString());
    } else if (result instanceof WriteResult.Refused refused) {
      out.name("id").value(refused.id().value());
      error(out, refused.error());
    }
    out.endObject();
  }

  /** Writes the members that tell of a failure. */
  public static void error(JsonWriter out, StoreException error) {
    out.name("error").value(error.code().word());
    out.name("reason").value(error.reason());
  }
}
