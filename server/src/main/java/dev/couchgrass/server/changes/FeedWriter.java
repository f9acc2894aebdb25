package dev.couchgrass.server.changes;

import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.server.document.InlineAttachments;
import dev.couchgrass.server.http.ResponseSink;
import dev.couchgrass.server.json.AttachmentForms;
import dev.couchgrass.server.json.DocumentJson;
import dev.couchgrass.server.json.JsonWriter;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.result.UpdateSequence;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes a feed's changes to the client, as fast as the client reads. */
final class FeedWriter {
  /** So much is gathered before it is sent. */
  private static final int PIECE = 64 * 1024;

  private final ResponseSink sink;
  private final FeedFormat format;
  private final ChangesRequest request;
  private final InlineAttachments attachments;

  private Buffer gathered = Buffer.buffer();
  private long remaining;
  private boolean some;
  private boolean unread;

  FeedWriter(ResponseSink sink, ChangesRequest request, InlineAttachments attachments) {
    this.sink = sink;
    this.format = request.kind().format();
    this.request = request;
    this.attachments = attachments;
    this.remaining = request.options().limit();
    format.begin(gathered);
  }

  /** How many changes may still be written. */
  long remaining() {
    return remaining;
  }

  /** Writes changes, in order; completes when the client is ready for more. */
  Future<Void> rows(List<Change> changes) {
    unread = false;
    some |= !changes.isEmpty();
    return Repeat.each(changes, this::row);
  }

  private Future<Void> row(Change change) {
    if (!request.attachments() || change.document().isEmpty()) {
      return row(change, AttachmentForms.STUBS.withEncodingInfo(request.encodingInfo()));
    }
    return attachments.read(change.document().get()).compose(forms -> row(change, forms));
  }

  private Future<Void> row(Change change, AttachmentForms forms) {
    String sequence = sequence(change.sequence());
    format.row(gathered, json(change, sequence, forms), sequence);
    remaining--;
    attachments.forget();
    return gathered.length() < PIECE ? Future.succeededFuture() : flush();
  }

  private String sequence(UpdateSequence sequence) {
    // As CouchDB counts: by what is left of the limit.
    boolean named = remaining % request.seqInterval() == 0;
    return named ? quoted(sequence) : "null";
  }

  private byte[] json(Change change, String sequence, AttachmentForms forms) {
    JsonWriter out = new JsonWriter(change.document().map(d -> d.body().length()).orElse(0) + 256);
    out.beginObject().name("seq").json(sequence.getBytes(StandardCharsets.UTF_8));
    out.name("id").value(change.id().value());
    out.name("changes").beginArray();
    for (RevisionId revision : change.revisions()) {
      out.beginObject().name("rev").value(revision.toString()).endObject();
    }
    out.endArray();
    if (change.deleted()) {
      out.name("deleted").value(true);
    }
    if (request.options().includeDocuments()) {
      out.name("doc");
      if (change.document().isPresent()) {
        StoredDocument document = change.document().get();
        DocumentJson.write(out, document, forms);
      } else {
        out.nullValue();
      }
    }
    return out.endObject().toByteArray();
  }

  private static String quoted(UpdateSequence sequence) {
    return new JsonWriter(64).value(sequence.token()).toString();
  }

  /** Sends something, so that the client sees that it is heard before the feed waits. */
  Future<Void> beforeWaiting() {
    if (!some) {
      gathered.appendByte((byte) '\n');
    }
    return flush();
  }

  /** Tells the client that the feed is alive, unless it does not even read what it got. */
  void heartbeat() {
    if (!unread) {
      unread = true;
      format.heartbeat(gathered);
      flush().onComplete(written -> unread = false);
    }
  }

  /** Writes the end. */
  Future<Void> end(UpdateSequence lastSequence, long pending) {
    format.end(gathered, quoted(lastSequence), pending);
    return flush().compose(written -> sink.end());
  }

  Future<Void> flush() {
    if (gathered.length() == 0) {
      return Future.succeededFuture();
    }
    Buffer piece = gathered;
    gathered = Buffer.buffer();
    return sink.write(piece);
  }
}
