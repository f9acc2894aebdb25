package dev.couchgrass.instance.peer;

import dev.couchgrass.instance.ticket.PeerAddress;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/**
 * A way to reach peers. It carries bytes, and is trusted with nothing but them: what is said is
 * signed by who says it, and dated.
 */
public interface PeerTransport {
  /** Whether it can reach an address. */
  boolean reaches(PeerAddress address);

  /**
   * Sends a request, and completes with what came back. Fails, after a time of its own, if nothing
   * does. Several may be under way.
   *
   * @param maxBytes fails if more come back, and does not keep them
   */
  Future<Buffer> send(PeerAddress address, Buffer request, int maxBytes);

  /** Ends what is under way. Idempotent. */
  Future<Void> close();
}
