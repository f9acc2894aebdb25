package dev.couchgrass.server.changes;

import dev.couchgrass.server.document.InlineAttachments;
import dev.couchgrass.server.http.Access;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.ResponseSink;
import dev.couchgrass.server.http.Route;
import dev.couchgrass.store.DatabaseInfo;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.changes.ChangesFilter;
import dev.couchgrass.store.changes.ChangesResult;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@code /db/_changes}. */
public final class ChangesEndpoints {
  private static final String PATH = "/{db}/_changes";

  /** Above this, JSON is read off the event loop. */
  private static final int LARGE_BODY = 256 * 1024;

  private final Feeds feeds = new Feeds();

  public List<Route> routes() {
    return List.of(
        Route.get(PATH, Access.MEMBER, exchange -> answer(exchange, Optional.empty())),
        Route.post(PATH, Access.MEMBER, this::post));
  }

  /** Ends the feeds that run: each client gets the place from which to go on. */
  public void close() {
    feeds.close();
  }

  /** How many feeds run now. */
  public int running() {
    return feeds.count();
  }

  private Future<Void> post(Exchange exchange) {
    exchange.requireJson();
    return exchange
        .body(exchange.options().limits().requestBytes())
        .compose(
            body ->
                answer(
                    exchange,
                    body.length() == 0 ? Optional.empty() : Optional.of(body.getBytes())));
  }

  private Future<Void> answer(Exchange exchange, Optional<byte[]> body) {
    ChangesQuery query = new ChangesQuery(exchange.query().all(), exchange.header("Last-Event-ID"));
    return filter(exchange, query, body)
        .compose(
            filter -> {
              ChangesRequest request = query.read(filter);
              return request.kind() == FeedKind.NORMAL
                  ? unlessKnown(exchange, request)
                  : feed(exchange, request);
            });
  }

  private static Future<ChangesFilter> filter(
      Exchange exchange, ChangesQuery query, Optional<byte[]> body) {
    int maxIds = exchange.options().limits().keys();
    FilterQuery filter = new FilterQuery(query, body, maxIds);
    DocumentStore store = exchange.database();
    boolean post = exchange.request().method().equals(HttpMethod.POST);
    if (body.map(json -> json.length).orElse(0) <= LARGE_BODY) {
      return filter.resolve(store, post);
    }
    return exchange
        .vertx()
        .executeBlocking(() -> filter.resolve(store, post))
        .compose(resolved -> resolved);
  }

  /** A database in which nothing happened since has nothing new to tell. */
  private Future<Void> unlessKnown(Exchange exchange, ChangesRequest request) {
    return exchange
        .database()
        .info()
        .compose(
            info -> {
              String tag = tag(info);
              exchange.respondWith("ETag", tag);
              return exchange.knows(tag) ? exchange.empty(304) : feed(exchange, request);
            });
  }

  private static String tag(DatabaseInfo info) {
    String moment =
        info.instance() + ' ' + info.updateSequence().token() + ' ' + info.purgeSequence();
    UUID digest = UUID.nameUUIDFromBytes(moment.getBytes(StandardCharsets.UTF_8));
    return '"' + digest.toString().replace("-", "") + '"';
  }

  private Future<Void> feed(Exchange exchange, ChangesRequest request) {
    return exchange
        .database()
        .changes(request.options())
        .compose(first -> feed(exchange, request, first));
  }

  private Future<Void> feed(Exchange exchange, ChangesRequest request, ChangesResult first) {
    boolean events = request.kind() == FeedKind.EVENTSOURCE;
    if (events) {
      exchange.respondWith("Cache-Control", "no-cache");
    }
    ResponseSink sink = exchange.chunked(200, events ? "text/event-stream" : exchange.jsonType());
    if (exchange.head()) {
      return first.close().compose(closed -> sink.end());
    }
    InlineAttachments attachments =
        new InlineAttachments(
            exchange.database(),
            request.encodingInfo(),
            exchange.options().limits().requestBytes());
    FeedWriter writer = new FeedWriter(sink, request, attachments);
    Feed feed = new Feed(exchange.vertx(), exchange.database(), request, sink, writer);
    // While a request is paused, its connection is not read, and its end not seen.
    exchange.discardRest();
    return feeds.keep(exchange.vertx(), feed, feed.run(first));
  }
}
