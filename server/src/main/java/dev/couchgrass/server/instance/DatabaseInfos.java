package dev.couchgrass.server.instance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.ResponseSink;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Writes many databases' figures, a few at a time. */
final class DatabaseInfos {
  private static final int AT_ONCE = 50;

  private final Storage storage;
  private final Exchange exchange;
  private final List<String> names;

  DatabaseInfos(Storage storage, Exchange exchange, List<String> names) {
    this.storage = storage;
    this.exchange = exchange;
    this.names = names;
  }

  Future<Void> write() {
    ResponseSink sink = exchange.chunked(200, exchange.jsonType());
    return sink.write(Buffer.buffer("["))
        .compose(v -> writeFrom(0, sink))
        .compose(v -> sink.write(Buffer.buffer("]\n")))
        .compose(v -> sink.end());
  }

  private Future<Void> writeFrom(int from, ResponseSink sink) {
    if (from >= names.size()) {
      return Future.succeededFuture();
    }
    int to = Math.min(names.size(), from + AT_ONCE);
    List<Future<ObjectNode>> rows = new ArrayList<>();
    names.subList(from, to).forEach(name -> rows.add(row(name)));
    return Future.all(rows)
        .compose(
            done -> {
              Buffer piece = Buffer.buffer();
              for (int i = 0; i < rows.size(); i++) {
                piece.appendString(from + i == 0 ? "" : ",");
                piece.appendString(done.<ObjectNode>resultAt(i).toString());
              }
              return sink.write(piece);
            })
        .compose(v -> breath())
        .compose(v -> writeFrom(to, sink));
  }

  /** Unwinds the stack, and lets others in. */
  private Future<Void> breath() {
    Promise<Void> promise = Promise.promise();
    exchange.vertx().runOnContext(v -> promise.complete());
    return promise.future();
  }

  private Future<ObjectNode> row(String name) {
    ObjectNode row = JsonNodeFactory.instance.objectNode().put("key", name);
    Future<DocumentStore> opened;
    try {
      opened = storage.open(new DatabaseName(name));
    } catch (InvalidInputException e) {
      opened = Future.failedFuture(StoreException.databaseMissing());
    }
    return opened
        .compose(DocumentStore::info)
        .map(info -> row.<ObjectNode>set("info", InstanceJson.of(info)))
        .recover(
            cause ->
                cause instanceof StoreException e && e.code() == ErrorCode.DATABASE_MISSING
                    ? Future.succeededFuture(row.put("error", "not_found"))
                    : Future.failedFuture(cause));
  }
}
