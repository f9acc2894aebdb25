package dev.couchgrass.instance.sync.http;

import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;

/**
 * One request and its reply. Fails if nothing gets on for a while, either way, or all of it takes
 * too long.
 */
final class PeerCall {
  /** As much as is sent between two looks at whether it gets on. */
  private static final int PIECE = 16 << 10;

  private static final int OK = 200;

  /** How often it is looked whether something got on, before it is said that nothing did. */
  private static final int LOOKS = 4;

  private final Vertx vertx;
  private final HttpClientRequest asked;
  private final int maxBytes;
  private final Promise<Buffer> whole = Promise.promise();
  private final Buffer read = Buffer.buffer();
  private final long began = System.nanoTime();
  private volatile boolean gotOn = true;
  private volatile long timer;
  private int quiet;

  /** A reply that was too much, or none. */
  static final class BadReply extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadReply(String message) {
      super(message, null, false, false);
    }
  }

  PeerCall(Vertx vertx, HttpClientRequest asked, int maxBytes) {
    this.vertx = vertx;
    this.asked = asked;
    this.maxBytes = maxBytes;
  }

  /**
   * Sends a request, and reads the reply.
   *
   * @param idle how long nothing may get on
   * @param most how long all of it may take
   */
  Future<Buffer> send(Buffer request, Duration idle, Duration most) {
    watch(idle, most);
    // Before it is sent: whoever refuses it may say so, and read no further.
    asked
        .response()
        .map(
            reply -> {
              take(reply);
              return reply;
            })
        .onFailure(whole::tryFail);
    write(request).onFailure(whole::tryFail);
    return whole.future().andThen(ended -> vertx.cancelTimer(timer));
  }

  /**
   * Looks now and then whether something got on. Not the client's own: that tells nobody of silence
   * after the head of a reply. Looks are counted, not time: after a pause of this process, what
   * came meanwhile is read before the next one.
   */
  private void watch(Duration idle, Duration most) {
    timer =
        vertx.setTimer(
            Math.max(1, idle.toMillis() / LOOKS),
            now -> {
              quiet = gotOn ? 0 : quiet + 1;
              gotOn = false;
              if (quiet >= LOOKS || System.nanoTime() - began > most.toNanos()) {
                fail("The peer is silent");
              } else if (!whole.future().isComplete()) {
                watch(idle, most);
              }
            });
  }

  /** In pieces, as one that is slow to send gets on with each of them. */
  private Future<Void> write(Buffer request) {
    asked.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(request.length()));
    int[] sent = {0};
    return Repeat.whileTrue(
            () -> {
              int end = Math.min(request.length(), sent[0] + PIECE);
              return asked
                  .write(request.slice(sent[0], end))
                  .map(
                      done -> {
                        gotOn = true;
                        sent[0] = end;
                        return end < request.length();
                      });
            })
        .compose(done -> asked.end());
  }

  private void take(HttpClientResponse reply) {
    gotOn = true;
    if (reply.statusCode() != OK) {
      fail("HTTP status " + reply.statusCode());
      return;
    }
    reply.exceptionHandler(whole::tryFail);
    reply.endHandler(end -> whole.tryComplete(read));
    reply.handler(this::take);
  }

  private void take(Buffer part) {
    gotOn = true;
    if (read.length() + part.length() > maxBytes) {
      fail("The reply is too long");
    } else {
      read.appendBuffer(part);
    }
  }

  private void fail(String reason) {
    whole.tryFail(new BadReply(reason));
    asked.reset();
  }
}
