package dev.couchgrass.server.document;

import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.json.AttachmentForms;
import dev.couchgrass.server.json.DocumentJson;
import dev.couchgrass.server.json.JsonWriter;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.StoredDocument;
import io.vertx.core.Future;
import java.util.List;

/**
 * Writes documents as JSON, with the data of those attachments that a reading selects. One for each
 * answer.
 */
public final class Rendering {
  private final InlineAttachments inline;
  private final Reading reading;

  public Rendering(Exchange exchange, Reading reading) {
    this.inline = inline(exchange, reading.encodingInfo());
    this.reading = reading;
  }

  /** Loads attachments for one answer, which may hold as much of them as a request of its own. */
  public static InlineAttachments inline(Exchange exchange, boolean encodingInfo) {
    return new InlineAttachments(
        exchange.database(), encodingInfo, exchange.options().limits().requestBytes());
  }

  /** How a document's attachments are written: those selected with their data. */
  public Future<AttachmentForms> forms(StoredDocument document) {
    return inline.read(document, reading.attachments().of(document));
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
