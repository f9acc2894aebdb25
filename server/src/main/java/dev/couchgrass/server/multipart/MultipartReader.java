package dev.couchgrass.server.multipart;

import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the parts of a body as they stream in. Whoever reads a part sets the pace: while nobody
 * asks, nothing is taken from the body.
 *
 * <p>Failures: BAD_REQUEST if the body is malformed or ends too early, TOO_LARGE if it exceeds a
 * limit, and whatever the body's own stream fails with. The first failure is the last thing that
 * happens. For use on the body's own context.
 */
public final class MultipartReader {
  private final ReadStream<Buffer> body;
  private final MultipartScanner scanner;

  private @Nullable Promise<Optional<MultipartPart>> wanted;
  private @Nullable MultipartPart current;
  private @Nullable Throwable failure;
  private boolean asked;
  private boolean ended;
  private boolean pumping;

  /**
   * Begins to read.
   *
   * @param body paused, or not begun
   * @throws StoreException BAD_REQUEST if {@code type} has no valid boundary
   */
  public MultipartReader(ReadStream<Buffer> body, MediaType type, MultipartLimits limits) {
    this.body = body;
    this.scanner = new MultipartScanner(type.boundary(), limits);
    body.pause();
    body.exceptionHandler(this::fail);
    body.endHandler(ignored -> end());
    body.handler(this::take);
  }

  /**
   * The next part; what nobody read of the one before is passed over. Empty after the last part,
   * once the body has ended.
   */
  public Future<Optional<MultipartPart>> next() {
    if (wanted != null) {
      throw new IllegalStateException("The part before has not come yet");
    }
    Promise<Optional<MultipartPart>> promise = Promise.promise();
    wanted = promise;
    if (current != null) {
      current.abandon();
    }
    pump();
    return promise.future();
  }

  private void take(Buffer piece) {
    asked = false;
    try {
      scanner.feed(piece.getBytes());
    } catch (StoreException refusal) {
      fail(refusal);
    }
    pump();
  }

  private void end() {
    ended = true;
    pump();
  }

  private void fail(Throwable cause) {
    if (failure == null) {
      failure = cause;
      pump();
    }
  }

  /** Goes on as far as input and demand reach. Handlers may call back into this: one loop runs. */
  void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    try {
      while (failure == null && hungry() && step()) {
        // Each step delivers one token.
      }
    } catch (StoreException refusal) {
      failure = refusal;
    } finally {
      pumping = false;
    }
    if (failure != null) {
      tell(failure);
    }
  }

  private boolean hungry() {
    return current != null ? current.hungry() : wanted != null;
  }

  private boolean step() {
    Token token = scanner.next();
    if (token instanceof Token.PartBegins begins) {
      current = new MultipartPart(begins.headers(), this);
      answer(Optional.of(current));
    } else if (token instanceof Token.Content content) {
      Objects.requireNonNull(current).deliver(content.bytes());
    } else if (token == Token.Mark.PART_ENDS) {
      MultipartPart complete = Objects.requireNonNull(current);
      current = null;
      complete.end();
    } else if (ended) {
      scanner.finish();
      answer(Optional.empty());
    } else {
      return ask();
    }
    return true;
  }

  /** Whether something came at once. */
  private boolean ask() {
    if (asked) {
      return false;
    }
    asked = true;
    body.fetch(1);
    return !asked || ended;
  }

  private void answer(Optional<MultipartPart> part) {
    Promise<Optional<MultipartPart>> promise = Objects.requireNonNull(wanted);
    wanted = null;
    promise.complete(part);
  }

  private void tell(Throwable cause) {
    MultipartPart part = current;
    current = null;
    if (part != null) {
      part.fail(cause);
    }
    Promise<Optional<MultipartPart>> promise = wanted;
    wanted = null;
    if (promise != null) {
      promise.fail(cause);
    }
  }
}
