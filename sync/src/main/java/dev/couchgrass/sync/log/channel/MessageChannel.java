package dev.couchgrass.sync.log.channel;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * One side of a stream of messages both ways: whole, in order, each once, until it ends.
 *
 * <p>Used by one sender and one receiver, which may be different threads.
 */
public interface MessageChannel {
  /**
   * Sends a message. Completes when there is room for the next one, which is the back-pressure;
   * fails if the channel has ended. The next call comes after that.
   */
  Future<Void> send(Buffer message);

  /**
   * The next message, as soon as it is there; empty when the other side has ended, or this one.
   * Fails if the channel broke, or a message was too large. The next call comes after that.
   */
  Future<Optional<Buffer>> receive();

  /** Ends both directions, for both sides; what was sent before still arrives. Idempotent. */
  Future<Void> close();
}
