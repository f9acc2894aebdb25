package dev.couchgrass.instance.peer;

import java.time.Duration;

/**
 * What peers may take of this instance. Counted is the key that permits, in whose name any number
 * of instances may ask. Those whom no key permits, as everybody may, are counted by their own keys,
 * which cost nothing, and have half of the places in all.
 *
 * @param transfers how many transfers may be open, each of which holds the ids of what it sends
 * @param transfersEach how many of them may be open in the name of one key
 * @param transferIdle after what time a transfer is forgotten that nobody goes on with
 * @param nonces how many requests are remembered, so that none counts twice
 * @param noncesEach how many in the name of one key
 * @param accessRequests how many may wait for a decision, half of them of keys that may do nothing
 *     yet
 * @param accessRequestsEach how many of them in one database, half of them of such keys
 */
public record PeerLimits(
    int transfers,
    int transfersEach,
    Duration transferIdle,
    int nonces,
    int noncesEach,
    int accessRequests,
    int accessRequestsEach) {
  /** 64 transfers, 8 each, for a minute; 200,000 requests, 20,000 each; 1,000 waiting, 100 each. */
  public static final PeerLimits DEFAULTS =
      new PeerLimits(64, 8, Duration.ofMinutes(1), 200_000, 20_000, 1_000, 100);

  /**
   * Limits.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public PeerLimits {
    if (transfers < 1
        || transfersEach < 1
        || nonces < 1
        || noncesEach < 1
        || accessRequests < 1
        || accessRequestsEach < 1
        || transferIdle.isNegative()
        || transferIdle.isZero()) {
      throw new IllegalArgumentException("A limit must be positive");
    }
  }

  public PeerLimits withTransfers(int all, int each, Duration idle) {
    return new PeerLimits(all, each, idle, nonces, noncesEach, accessRequests, accessRequestsEach);
  }

  public PeerLimits withNonces(int all, int each) {
    return new PeerLimits(
        transfers, transfersEach, transferIdle, all, each, accessRequests, accessRequestsEach);
  }

  public PeerLimits withAccessRequests(int all, int each) {
    return new PeerLimits(transfers, transfersEach, transferIdle, nonces, noncesEach, all, each);
  }
}
