package dev.couchgrass.server.bulk;

import dev.couchgrass.core.document.BulkDocuments;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.document.ParsedDocument;
import dev.couchgrass.server.document.DocumentWriter;
import dev.couchgrass.server.document.Draft;
import dev.couchgrass.server.document.Requests;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.json.JsonWriter;
import dev.couchgrass.server.json.RowJson;
import dev.couchgrass.store.document.WriteResult;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** {@code POST /db/_bulk_docs}. */
final class BulkWrites {
  private final Supplier<String> ids;

  /**
   * @param ids gives ids for documents that come without
   */
  BulkWrites(Supplier<String> ids) {
    this.ids = ids;
  }

  Future<Void> post(Exchange exchange) {
    exchange.requireJson();
    return Requests.read(exchange, text -> Requests.documents(exchange).readBulk(text))
        .compose(bulk -> post(exchange, bulk));
  }

  private Future<Void> post(Exchange exchange, BulkDocuments bulk) {
    List<Draft> drafts = new ArrayList<>(bulk.documents().size());
    for (ParsedDocument document : bulk.documents()) {
      drafts.add(Draft.of(id(document), document));
    }
    if (bulk.newEdits().orElse(true)) {
      return DocumentWriter.write(exchange, drafts)
          .compose(results -> exchange.json(201, written(results)));
    }
    drafts.forEach(Draft::requireHistory);
    return DocumentWriter.graft(exchange, drafts)
        .compose(results -> exchange.json(201, failed(drafts, results)));
  }

  private DocumentId id(ParsedDocument document) {
    String id = document.id().orElseGet(ids);
    if (id.startsWith(LocalDocumentId.PREFIX)) {
      throw HttpFailure.notImplemented("Local documents are written one by one, not in bulk.");
    }
    return new DocumentId(id);
  }

  private static byte[] written(List<WriteResult> results) {
    JsonWriter out = new JsonWriter(results.size() * 96).beginArray();
    for (WriteResult result : results) {
      RowJson.write(out, result);
    }
    return out.endArray().toByteArray();
  }

  /** Of foreign revisions only those are told that were not taken. */
  private static byte[] failed(List<Draft> drafts, List<WriteResult> results) {
    JsonWriter out = new JsonWriter().beginArray();
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) instanceof WriteResult.Refused refused) {
        out.beginObject();
        out.name("id").value(refused.id().value());
        out.name("rev").value(drafts.get(i).requireHistory().revision().toString());
        RowJson.error(out, refused.error());
        out.endObject();
      }
    }
    return out.endArray().toByteArray();
  }
}
