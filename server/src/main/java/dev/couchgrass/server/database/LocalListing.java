package dev.couchgrass.server.database;

import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.server.document.RowAnswer;
import dev.couchgrass.server.json.JsonWriter;
import dev.couchgrass.server.json.RowJson;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsOptions.Keys;
import dev.couchgrass.store.document.AllDocsOptions.Range;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes {@code _local_docs}, whose keys carry the prefix that the store leaves out. */
final class LocalListing {
  /** No id comes after it. */
  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  private final DocumentStore database;
  private final RowAnswer answer;

  LocalListing(DocumentStore database, RowAnswer answer) {
    this.database = database;
    this.answer = answer;
  }

  Future<Void> write(
      ListingParameters parameters, AllDocsOptions options, String before, String after) {
    String sequence = parameters.updateSequence() ? "\"update_seq\":null," : "";
    String head = before + "{\"total_rows\":null,\"offset\":null," + sequence + "\"rows\":[";
    String tail = "\r\n]}" + after;
    boolean documents = options.includeDocuments();
    if (options.selection() instanceof Keys keys) {
      return answer.rows(
          head, listed(keys.keys(), options), (out, key) -> keyed(out, key, documents), tail);
    }
    return database
        .locals(options.withSelection(unprefixed((Range) options.selection())))
        .compose(
            rows ->
                answer.rows(
                    head,
                    rows,
                    (out, document) -> {
                      RowJson.write(out, document, documents);
                      return Future.succeededFuture();
                    },
                    tail));
  }

  private static List<String> listed(List<String> keys, AllDocsOptions options) {
    List<String> ordered = new ArrayList<>(keys);
    if (options.descending()) {
      Collections.reverse(ordered);
    }
    int from = (int) Math.min(options.skip(), ordered.size());
    int to = (int) Math.min(options.limit(), ordered.size() - from) + from;
    return ordered.subList(from, to);
  }

  private Future<Void> keyed(JsonWriter out, String key, boolean documents) {
    if (!key.startsWith(LocalDocumentId.PREFIX)
        || key.length() == LocalDocumentId.PREFIX.length()) {
      missing(out, key);
      return Future.succeededFuture();
    }
    LocalDocumentId id = new LocalDocumentId(key.substring(LocalDocumentId.PREFIX.length()));
    return database
        .local(id)
        .map(
            found -> {
              found.ifPresentOrElse(
                  document -> RowJson.write(out, document, documents), () -> missing(out, key));
              return null;
            });
  }

  private static void missing(JsonWriter out, String key) {
    out.beginObject();
    out.name("key").value(key);
    out.name("error").value("not_found");
    out.endObject();
  }

  private static Range unprefixed(Range range) {
    return new Range(
        range.start().map(LocalListing::unprefixed),
        range.end().map(LocalListing::unprefixed),
        range.inclusiveEnd());
  }

  /** The key without prefix; one without it lies before all local documents, or after. */
  private static String unprefixed(String key) {
    if (key.startsWith(LocalDocumentId.PREFIX)) {
      return key.substring(LocalDocumentId.PREFIX.length());
    }
    return key.compareTo(LocalDocumentId.PREFIX) < 0 ? "" : LAST;
  }
}
