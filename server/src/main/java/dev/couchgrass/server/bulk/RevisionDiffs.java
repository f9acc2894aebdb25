package dev.couchgrass.server.bulk;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.server.document.Reading;
import dev.couchgrass.server.document.Requests;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.json.JsonWriter;
import dev.couchgrass.store.document.PurgeResult;
import dev.couchgrass.store.document.RevisionsDiff;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests of the form {@code {"id":["1-a","2-b"]}}. */
final class RevisionDiffs {
  /** CouchDB's limits of one purge. */
  private static final int MAX_PURGED_DOCUMENTS = 100;

  private static final int MAX_PURGED_REVISIONS = 1_000;

  /** {@code POST /db/_revs_diff}. */
  Future<Void> diff(Exchange exchange) {
    return missing(exchange)
        .compose(
            diffs -> {
              JsonWriter out = new JsonWriter().beginObject();
              diffs.forEach(
                  (id, diff) -> {
                    out.name(id.value()).beginObject();
                    revisions(out, "missing", diff.missing());
                    if (!diff.possibleAncestors().isEmpty()) {
                      revisions(out, "possible_ancestors", diff.possibleAncestors());
                    }
                    out.endObject();
                  });
              return exchange.json(200, out.endObject().toByteArray());
            });
  }

  /** {@code POST /db/_missing_revs}. */
  Future<Void> missingRevisions(Exchange exchange) {
    return missing(exchange)
        .compose(
            diffs -> {
              JsonWriter out = new JsonWriter().beginObject();
              out.name("missing_revs").beginObject();
              diffs.forEach((id, diff) -> revisions(out, id.value(), diff.missing()));
              return exchange.json(200, out.endObject().endObject().toByteArray());
            });
  }

  private static Future<Map<DocumentId, RevisionsDiff>> missing(Exchange exchange) {
    return asked(exchange).compose(exchange.database()::revisionsDiff);
  }

  /** {@code POST /db/_purge}. */
  Future<Void> purge(Exchange exchange) {
    return asked(exchange)
        .compose(
            revisions -> {
              requirePurgeable(revisions);
              return exchange.database().purge(revisions);
            })
        .compose(result -> exchange.json(201, purged(result)));
  }

  private static void requirePurgeable(Map<DocumentId, List<RevisionId>> revisions) {
    if (revisions.size() > MAX_PURGED_DOCUMENTS) {
      throw HttpFailure.badRequest("Exceeded maximum number of documents.");
    }
    if (revisions.values().stream().mapToInt(List::size).sum() > MAX_PURGED_REVISIONS) {
      throw HttpFailure.badRequest("Exceeded maximum number of revisions.");
    }
  }

  private static byte[] purged(PurgeResult result) {
    JsonWriter out = new JsonWriter().beginObject();
    out.name("purge_seq").nullValue();
    out.name("purged").beginObject();
    result.purged().forEach((id, revisions) -> revisions(out, id.value(), revisions));
    return out.endObject().endObject().toByteArray();
  }

  private static Future<Map<DocumentId, List<RevisionId>>> asked(Exchange exchange) {
    exchange.requireJson();
    return Requests.read(exchange, text -> read(exchange, text));
  }

  private static Map<DocumentId, List<RevisionId>> read(Exchange exchange, byte[] text) {
    int most = exchange.options().limits().keys();
    Map<DocumentId, List<RevisionId>> asked = new LinkedHashMap<>();
    JsonReader reader = Requests.object(exchange, text);
    while (reader.nextMember()) {
      DocumentId id = new DocumentId(reader.name());
      asked.put(id, Reading.revisions(reader));
      if (asked.size() > most) {
        throw HttpFailure.tooLarge("Too many documents in one request");
      }
    }
    reader.finish();
    return asked;
  }

  private static void revisions(JsonWriter out, String name, List<RevisionId> revisions) {
    out.name(name).beginArray();
    revisions.forEach(revision -> out.value(revision.toString()));
    out.endArray();
  }
}
