package dev.couchgrass.server.database;

import dev.couchgrass.server.document.AttachmentData;
import dev.couchgrass.server.document.AttachmentSelection;
import dev.couchgrass.server.document.RowAnswer;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.json.AttachmentForms;
import dev.couchgrass.server.json.JsonWriter;
import dev.couchgrass.server.json.RowJson;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsResult;
import dev.couchgrass.store.document.AllDocsRow;
import dev.couchgrass.store.document.StoredDocument;
import io.vertx.core.Future;
import java.util.Set;

/** Writes listings into an answer. */
final class ListingRows {
  private final DocumentStore database;
  private final RowAnswer answer;
  private final AttachmentData data;

  ListingRows(Exchange exchange, RowAnswer answer, AttachmentData data) {
    this.database = exchange.database();
    this.answer = answer;
    this.data = data;
  }

  /**
   * Writes one listing.
   *
   * @param before JSON text before it
   * @param after JSON text after it
   */
  Future<Void> write(
      ListingScope scope, ListingParameters parameters, String before, String after) {
    AllDocsOptions options = parameters.options(scope.scope());
    if (scope == ListingScope.LOCAL) {
      return new LocalListing(database, answer).write(parameters, options, before, after);
    }
    return database
        .allDocs(options)
        .compose(
            result ->
                answer.rows(
                    before + head(result, parameters),
                    result,
                    (out, row) -> render(out, row, parameters),
                    "\r\n]}" + after));
  }

  private static String head(AllDocsResult result, ListingParameters parameters) {
    boolean keyed = parameters.keys().isPresent();
    JsonWriter out = new JsonWriter().beginObject();
    out.name("total_rows").value(result.totalRows());
    out.name("offset");
    if (keyed || result.offset().isEmpty()) {
      out.nullValue();
    } else {
      out.value(result.offset().getAsLong());
    }
    if (parameters.updateSequence()) {
      out.name("update_seq");
      if (keyed) {
        out.nullValue();
      } else {
        out.value(result.updateSequence().token());
      }
    }
    return out.name("rows").beginArray().toString();
  }

  private Future<Void> render(JsonWriter out, AllDocsRow row, ListingParameters parameters) {
    AttachmentForms stubs = AttachmentForms.STUBS.withEncodingInfo(parameters.encodingInfo());
    if (parameters.attachments()
        && row instanceof AllDocsRow.Found found
        && found.document().isPresent()
        && !found.document().get().attachments().isEmpty()) {
      StoredDocument document = found.document().get();
      Set<String> all = AttachmentSelection.ALL.of(document);
      return data.load(database, document, all)
          .map(
              bytes -> {
                RowJson.write(out, row, true, stubs.withInline(bytes));
                return null;
              });
    }
    RowJson.write(out, row, parameters.documents(), stubs);
    return Future.succeededFuture();
  }
}
