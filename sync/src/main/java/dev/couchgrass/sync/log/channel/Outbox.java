package dev.couchgrass.sync.log.channel;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.function.Function;

/**
 * Messages on their way out, of which as many are handed over at once as the bounds let it: who had
 * to wait for each would send one for each round through the event loop. For several threads.
 */
final class Outbox {
  private final Function<Buffer, Future<Void>> write;
  private final long maxBytes;
  private long bytes;
  private boolean broken;
  private Optional<Promise<Void>> sender = Optional.empty();

  /**
   * @param write sends a message behind those before; completes when it has left
   * @param maxBytes from which on a sender waits
   */
  Outbox(Function<Buffer, Future<Void>> write, long maxBytes) {
    this.write = write;
    this.maxBytes = maxBytes;
  }

  /** Sends a message; completes when there is room for another. */
  Future<Void> add(Buffer message) {
    synchronized (this) {
      if (broken) {
        return Future.failedFuture(new ChannelEndedException());
      }
      bytes += message.length();
    }
    write
        .apply(message)
        .onComplete(
            written -> {
              left(message.length(), written);
            });
    return room();
  }

  private synchronized Future<Void> room() {
    if (broken) {
      return Future.failedFuture(new ChannelEndedException());
    }
    if (bytes < maxBytes) {
      return Future.succeededFuture();
    }
    Promise<Void> promise = sender.orElseGet(Promise::promise);
    sender = Optional.of(promise);
    return promise.future();
  }

  private void left(int length, AsyncResult<Void> written) {
    Optional<Promise<Void>> freed = Optional.empty();
    synchronized (this) {
      bytes -= length;
      broken |= written.failed();
      if (broken || bytes < maxBytes) {
        freed = sender;
        sender = Optional.empty();
      }
    }
    freed.ifPresent(
        promise -> {
          if (written.failed()) {
            promise.fail(new ChannelEndedException());
          } else {
            promise.complete();
          }
        });
  }
}
