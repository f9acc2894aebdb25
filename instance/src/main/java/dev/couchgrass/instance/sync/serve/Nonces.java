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
import java.util.Optional;
import java.util.Set;

/**
 * Requests that came, as long as they would still be taken for fresh ones: each counts once. For
 * several threads.
 */
final class Nonces {
  /** A request, by which nobody can make another. */
  private record Seen(Account account, PublicKey key, ByteBuffer nonce, long until) {}

  private final PeerLimits limits;
  private final long millis;
  private final ArrayDeque<Seen> inOrder = new ArrayDeque<>();
  private final Map<PublicKey, Set<ByteBuffer>> seen = new HashMap<>();

  /** How many are remembered of each account. */
  private final Map<Account, Integer> counts = new HashMap<>();

  /** How many are remembered of those whom no key permits. */
  private int unnamed;

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
   * @param account whose room it takes
   * @param key that signed it
   * @throws Decline if it came before, or there is no room to note it
   */
  synchronized void note(Account account, PublicKey key, byte[] nonce, long now) {
    forget(now);
    ByteBuffer bytes = ByteBuffer.wrap(nonce.clone());
    if (seen.getOrDefault(key, Set.of()).contains(bytes)) {
      throw new Decline(PeerProblem.REPLAYED);
    }
    if (isFull(account)) {
      throw new Decline(PeerProblem.BUSY);
    }
    seen.computeIfAbsent(key, absent -> new HashSet<>()).add(bytes);
    inOrder.add(new Seen(account, key, bytes, now + millis));
    count(account, 1);
  }

  private boolean isFull(Account account) {
    return counts.getOrDefault(account, 0) >= limits.noncesEach()
        || inOrder.size() >= limits.nonces()
        || (!account.isNamed() && unnamed >= account.share(limits.nonces()));
  }

  private void count(Account account, int more) {
    counts.compute(
        account,
        (same, known) -> {
          int now = more + Optional.ofNullable(known).orElse(0);
          return now == 0 ? null : now;
        });
    unnamed += account.isNamed() ? 0 : more;
  }

  private void forget(long now) {
    while (!inOrder.isEmpty() && inOrder.peek().until() <= now) {
      Seen oldest = inOrder.remove();
      count(oldest.account(), -1);
      seen.computeIfPresent(
          oldest.key(),
          (key, nonces) -> {
            nonces.remove(oldest.nonce());
            return nonces.isEmpty() ? null : nonces;
          });
    }
  }
}
