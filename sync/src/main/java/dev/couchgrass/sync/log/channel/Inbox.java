package dev.couchgrass.sync.log.channel;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * Messages that have arrived and were not asked for yet, in bounds as far as whoever brings them
 * heeds {@link #add}. For several threads.
 */
final class Inbox {
  private final int maxMessages;
  private final long maxBytes;
  private final Queue<Buffer> waiting = new ArrayDeque<>();
  private long bytes;
  private Optional<Promise<Optional<Buffer>>> receiver = Optional.empty();
  private Optional<Promise<Void>> sender = Optional.empty();
  private boolean ended;
  private Optional<Throwable> failure = Optional.empty();

  Inbox(int maxMessages, long maxBytes) {
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
  }

  /** Adds a message; completes when there is room for another. */
  Future<Void> add(Buffer message) {
    Optional<Promise<Optional<Buffer>>> taker;
    Future<Void> room;
    synchronized (this) {
      if (ended) {
        return Future.failedFuture(new ChannelEndedException());
      }
      taker = receiver;
      receiver = Optional.empty();
      if (taker.isEmpty()) {
        waiting.add(message);
        bytes += message.length();
      }
      room = room();
    }
    taker.ifPresent(promise -> promise.complete(Optional.of(message)));
    return room;
  }

  private Future<Void> room() {
    if (waiting.size() < maxMessages && bytes < maxBytes) {
      return Future.succeededFuture();
    }
    Promise<Void> promise = sender.orElseGet(Promise::promise);
    sender = Optional.of(promise);
    return promise.future();
  }

  Future<Optional<Buffer>> take() {
    Optional<Promise<Void>> freed = Optional.empty();
    Future<Optional<Buffer>> taken;
    synchronized (this) {
      Buffer next = waiting.poll();
      if (next != null) {
        bytes -= next.length();
        taken = Future.succeededFuture(Optional.of(next));
        if (waiting.size() < maxMessages && bytes < maxBytes) {
          freed = sender;
          sender = Optional.empty();
        }
      } else if (failure.isPresent()) {
        taken = Future.failedFuture(failure.get());
      } else if (ended) {
        taken = Future.succeededFuture(Optional.empty());
      } else if (receiver.isPresent()) {
        throw new IllegalStateException("The next call comes after the one before has completed");
      } else {
        Promise<Optional<Buffer>> promise = Promise.promise();
        receiver = Optional.of(promise);
        taken = promise.future();
      }
    }
    freed.ifPresent(Promise::complete);
    return taken;
  }

  /** Nothing more is added; what is there is still handed out. */
  void end() {
    end(Optional.empty());
  }

  void fail(Throwable why) {
    end(Optional.of(why));
  }

  private void end(Optional<Throwable> why) {
    Optional<Promise<Optional<Buffer>>> taker;
    Optional<Promise<Void>> freed;
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      failure = why;
      taker = receiver;
      freed = sender;
      receiver = Optional.empty();
      sender = Optional.empty();
    }
    freed.ifPresent(promise -> promise.fail(new ChannelEndedException()));
    taker.ifPresent(
        promise -> {
          if (why.isPresent()) {
            promise.fail(why.get());
          } else {
            promise.complete(Optional.empty());
          }
        });
  }
}
