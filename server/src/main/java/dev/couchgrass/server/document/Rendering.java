package dev.couchgrass.server.document;

import dev.couchgrass.server.json.AttachmentForms;
import dev.couchgrass.server.json.DocumentJson;
import dev.couchgrass.server.json.JsonWriter;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.StoredDocument;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/** Writes documents as JSON, with the data of those attachments that a reading selects. */
public final class Rendering {
  private final DocumentStore database;
  private final AttachmentData data;
  private final Reading reading;

  public Rendering(DocumentStore database, AttachmentData data, Reading reading) {
    this.database = database;
    this.data = data;
    this.reading = reading;
  }

  /** How a document's attachments are written: those selected with their data. */
  public Future<AttachmentForms> forms(StoredDocument document) {
    Set<String> names = reading.attachments().of(document);
    return names.isEmpty()
        ? Future.succeededFuture(reading.stubs())
        : data.load(database, document, names).map(reading.stubs()::withInline);
  }

  /** The document as JSON. */
  public Future<byte[]> document(StoredDocument document) {
    return forms(document).map(forms -> DocumentJson.bytes(reading.trim(document), forms));
  }

  /** Writes revisions, one after the other, each as {@code open_revs} has it. */
  public Future<JsonWriter> revisions(JsonWriter out, List<OpenRevision> revisions) {
    Future<JsonWriter> done = Future.succeededFuture(out);
    for (OpenRevision revision : revisions) {
      done = done.compose(writer -> revision(writer, revision));
    }
    return done;
  }

  private Future<JsonWriter> revision(JsonWriter out, OpenRevision revision) {
    if (revision instanceof OpenRevision.Found found) {
      return forms(found.document())
          .map(
              forms -> {
                DocumentJson.write(
                    out, new OpenRevision.Found(reading.trim(found.document())), forms);
                return out;
              });
    }
    DocumentJson.write(out, revision, AttachmentForms.STUBS);
    return Future.succeededFuture(out);
  }
}
