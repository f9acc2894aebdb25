package dev.couchgrass.server.changes;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The feeds that run, so that they can be ended in order when the server closes. */
final class Feeds {
  private final Map<Feed, Context> running = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** Keeps a feed until it has ended. Called on the feed's event loop. */
  Future<Void> keep(Vertx vertx, Feed feed, Future<Void> end) {
    running.put(feed, vertx.getOrCreateContext());
    if (closed) {
      feed.finish();
    }
    return end.andThen(ended -> running.remove(feed));
  }

  int count() {
    return running.size();
  }

  /** Ends all feeds, and from now on each new one as soon as it would wait. */
  void close() {
    closed = true;
    running.forEach((feed, context) -> context.runOnContext(ignored -> feed.finish()));
  }
}
