package dev.couchgrass.instance.sync.serve;

import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.peer.PeerLimits;
import dev.couchgrass.instance.wire.PeerProblem;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Requests that came, as long as they would still be taken for fresh ones: each counts once. For
 * several threads.
 */
final class Nonces {
  /** A request, by which nobody can make another. */
  private record Seen(PublicKey key, ByteBuffer nonce, long until) {}

  private final PeerLimits limits;
  private final long millis;
  private final ArrayDeque<Seen> inOrder = new ArrayDeque<>();
  private final Map<PublicKey, Set<ByteBuffer>> seen = new HashMap<>();

  /**
   * @param skew how far the clocks of others may be apart from ours, either way
   */
  Nonces(PeerLimits limits, Duration skew) {
    this.limits = limits;
    this.millis = 2 * skew.toMillis() + 1;
  }

  /**
   * Notes a request that is fresh.
   *
   * @throws Decline if it came before, or there is no room to note it
   */
  synchronized void note(PublicKey key, byte[] nonce, long now) {
    forget(now);
    Set<ByteBuffer> ofKey = seen.computeIfAbsent(key, absent -> new HashSet<>());
    ByteBuffer bytes = ByteBuffer.wrap(nonce.clone());
    if (ofKey.contains(bytes)) {
      throw new Decline(PeerProblem.REPLAYED);
    }
    if (ofKey.size() >= limits.noncesEach() || inOrder.size() >= limits.nonces()) {
      throw new Decline(PeerProblem.BUSY);
    }
    ofKey.add(bytes);
    inOrder.add(new Seen(key, bytes, now + millis));
  }

  private void forget(long now) {
    while (!inOrder.isEmpty() && inOrder.peek().until() <= now) {
      Seen oldest = inOrder.remove();
      seen.computeIfPresent(
          oldest.key(),
          (key, nonces) -> {
            nonces.remove(oldest.nonce());
            return nonces.isEmpty() ? null : nonces;
          });
    }
  }
}
