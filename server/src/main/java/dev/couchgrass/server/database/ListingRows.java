package dev.couchgrass.server.database;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.server.document.Rendering;
import dev.couchgrass.server.document.RowAnswer;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.json.AttachmentForms;
import dev.couchgrass.server.json.JsonWriter;
import dev.couchgrass.server.json.RowJson;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsResult;
import dev.couchgrass.store.document.AllDocsRow;
import io.vertx.core.Future;

/** Writes listings into an answer. */
final class ListingRows {
  private final Exchange exchange;
  private final RowAnswer answer;

  ListingRows(Exchange exchange, RowAnswer answer) {
    this.exchange = exchange;
    this.answer = answer;
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
      return new LocalListing(exchange.database(), answer)
          .write(parameters, options, before, after);
    }
    return exchange
        .database()
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
    if (parameters.attachments()
        && row instanceof AllDocsRow.Found found
        && found.document().isPresent()
        && !found.document().get().attachments().isEmpty()) {
      // One for each row: the rows before are written, or soon will be.
      return Rendering.inline(exchange, parameters.encodingInfo())
          .read(found.document().get())
          .andThen(onSuccess(forms -> RowJson.write(out, row, true, forms)))
          .mapEmpty();
    }
    AttachmentForms stubs = AttachmentForms.STUBS.withEncodingInfo(parameters.encodingInfo());
    RowJson.write(out, row, parameters.documents(), stubs);
    return Future.succeededFuture();
  }
}
