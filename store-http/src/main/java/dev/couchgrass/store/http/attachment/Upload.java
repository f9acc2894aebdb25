package dev.couchgrass.store.http.attachment;

import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.http.wire.Place;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.function.Function;

/** Takes a stream, from whatever thread it comes, one piece at a time; it is paused in between. */
final class Upload {
  private final Place place;
  private final ReadStream<Buffer> content;
  private final Function<byte[], Future<Void>> taker;
  private final Promise<Void> done = Promise.promise();
  private Future<Void> taken = Future.succeededFuture();

  Upload(Place place, ReadStream<Buffer> content, Function<byte[], Future<Void>> taker) {
    this.place = place;
    this.content = content;
    this.taker = taker;
  }

  Future<Void> run() {
    content.exceptionHandler(cause -> place.run(() -> broken()));
    content.endHandler(end -> place.run(this::ended));
    content.handler(
        piece -> {
          content.pause();
          place.run(() -> take(piece.getBytes()));
        });
    content.resume();
    return done.future();
  }

  private Future<Void> take(byte[] piece) {
    if (!done.future().isComplete()) {
      taken = taken.compose(before -> taker.apply(piece));
      // Not before it is noted: the next piece may come at once.
      taken.onFailure(done::tryFail).onSuccess(now -> content.resume());
    }
    return taken;
  }

  private Future<Void> ended() {
    taken.onSuccess(all -> done.tryComplete()).onFailure(done::tryFail);
    return taken;
  }

  private Future<Void> broken() {
    // What is being taken may still need what would be given up after the failure.
    taken.onComplete(
        settled ->
            done.tryFail(
                new StoreException(ErrorCode.BAD_REQUEST, "The attachment's stream failed")));
    return taken;
  }
}
