package dev.couchgrass.server.bulk;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.core.document.ArrivedDocument;
import dev.couchgrass.core.document.BulkDocuments;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.document.ParsedDocument;
import dev.couchgrass.core.document.ParsedLocalDocument;
import dev.couchgrass.server.document.DocumentWriter;
import dev.couchgrass.server.document.Draft;
import dev.couchgrass.server.document.LocalDraft;
import dev.couchgrass.server.document.Requests;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.json.JsonWriter;
import dev.couchgrass.server.json.RowJson;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    Map<Integer, LocalDraft> locals = new LinkedHashMap<>();
    for (ArrivedDocument arrived : bulk.documents()) {
      if (arrived instanceof ParsedLocalDocument local) {
        locals.put(drafts.size() + locals.size(), LocalDraft.of(local));
      } else {
        ParsedDocument document = (ParsedDocument) arrived;
        drafts.add(Draft.of(new DocumentId(document.id().orElseGet(ids)), document));
      }
    }
    if (bulk.newEdits().orElse(true)) {
      return DocumentWriter.write(exchange, drafts)
          .compose(
              results ->
                  locals(exchange, locals)
                      .compose(written -> exchange.json(201, written(results, written))));
    }
    drafts.forEach(Draft::requireHistory);
    return DocumentWriter.graft(exchange, drafts)
        .compose(
            results ->
                locals(exchange, locals)
                    .compose(written -> exchange.json(201, failed(drafts, results))));
  }

  /** Writes local documents, each of which is on its own; gives the revisions by position. */
  private static Future<Map<Integer, Local>> locals(
      Exchange exchange, Map<Integer, LocalDraft> drafts) {
    Map<Integer, Local> written = new HashMap<>();
    return Repeat.each(
            drafts.entrySet(),
            draft ->
                draft
                    .getValue()
                    .write(exchange.database())
                    .andThen(
                        onSuccess(
                            revision ->
                                written.put(
                                    draft.getKey(), new Local(draft.getValue().id(), revision))))
                    .mapEmpty())
        .map(written);
  }

  private record Local(LocalDocumentId id, String revision) {}

  private static byte[] written(List<WriteResult> results, Map<Integer, Local> locals) {
    int rows = results.size() + locals.size();
    JsonWriter out = new JsonWriter(rows * 96).beginArray();
    Iterator<WriteResult> rest = results.iterator();
    for (int i = 0; i < rows; i++) {
      Local local = locals.get(i);
      if (local == null) {
        RowJson.write(out, rest.next());
      } else {
        out.beginObject().name("ok").value(true);
        out.name("id").value(local.id().toString());
        out.name("rev").value(local.revision());
        out.endObject();
      }
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
