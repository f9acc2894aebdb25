package dev.couchgrass.store.http.wire;

import static dev.couchgrass.store.flow.Effects.onFailure;

import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * An answer whose head has come.
 *
 * @param status 200 to 299, or whatever it is before it was looked at
 */
public record Answer(int status, MultiMap headers, Pieces body) {
  private static final String TOO_LONG = "The server's answer is too long";

  /** Whether this is what {@link #whole} fails with for its length: nothing that a server said. */
  public static boolean isTooLong(Throwable cause) {
    return TOO_LONG.equals(cause.getMessage());
  }

  /** A header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /**
   * Reads the body into memory.
   *
   * @param most fails with {@code TOO_LARGE} if there are more bytes
   */
  public Future<byte[]> whole(int most) {
    Buffer whole = Buffer.buffer();
    return Repeat.whileTrue(() -> body.next().map(piece -> add(whole, piece, most)))
        .andThen(onFailure(cause -> body.close()))
        .map(ended -> whole.getBytes());
  }

  private static boolean add(Buffer whole, Buffer piece, int most) {
    if (whole.length() + (long) piece.length() > most) {
      throw new StoreException(ErrorCode.TOO_LARGE, TOO_LONG);
    }
    whole.appendBuffer(piece);
    return piece.length() > 0;
  }

  /** Without headers, which may have a session in them. */
  @Override
  public String toString() {
    return "Answer[status=" + status + ']';
  }
}
