package dev.couchgrass.server.database;

import dev.couchgrass.server.document.RowAnswer;
import dev.couchgrass.server.http.Access;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.Route;
import dev.couchgrass.server.json.JsonWriter;
import dev.couchgrass.store.document.PurgedInfo;
import io.vertx.core.Future;
import java.util.List;

/** {@code _purged_infos}: what was purged, as far as that is remembered. */
final class PurgedInfos {
  List<Route> routes() {
    return List.of(Route.get("/{db}/_purged_infos", Access.MEMBER, this::list));
  }

  private Future<Void> list(Exchange exchange) {
    RowAnswer answer = RowAnswer.onOneLine(exchange);
    return exchange
        .database()
        .purgedInfos()
        .compose(infos -> answer.rows("{\"purged_infos\":[", infos, PurgedInfos::write, "]}\n"))
        .compose(v -> answer.end());
  }

  private static Future<Void> write(JsonWriter out, PurgedInfo info) {
    out.beginObject().name("id").value(info.id().value());
    out.name("revs").beginArray();
    info.revisions().forEach(revision -> out.value(revision.toString()));
    out.endArray().endObject();
    return Future.succeededFuture();
  }
}
