package dev.couchgrass.instance.peer;

import java.time.Duration;
import java.util.stream.IntStream;

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
 * @param accessRequestsDecided how many stay after they were decided
 * @param requests how many are answered at a time, half of them of who is not known to be permitted
 * @param connections how many there may be to a port of its own
 */
public record PeerLimits(
    int transfers,
    int transfersEach,
    Duration transferIdle,
    int nonces,
    int noncesEach,
    int accessRequests,
    int accessRequestsEach,
    int accessRequestsDecided,
    int requests,
    int connections) {
  /**
   * 64 transfers, 8 each, for a minute; 200,000 requests, 20,000 each; 1,000 waiting, 100 each, and
   * 1,000 decided; 64 at a time, 128 connections.
   */
  public static final PeerLimits DEFAULTS =
      new PeerLimits(64, 8, Duration.ofMinutes(1), 200_000, 20_000, 1_000, 100, 1_000, 64, 128);

  /**
   * Limits.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public PeerLimits {
    boolean positive =
        IntStream.of(
                transfers,
                transfersEach,
                nonces,
                noncesEach,
                accessRequests,
                accessRequestsEach,
                accessRequestsDecided,
                requests,
                connections)
            .allMatch(limit -> limit > 0);
    if (!positive || transferIdle.isNegative() || transferIdle.isZero()) {
      throw new IllegalArgumentException("A limit must be positive");
    }
  }

  public PeerLimits withTransfers(int all, int each, Duration idle) {
    return new PeerLimits(
        all,
        each,
        idle,
        nonces,
        noncesEach,
        accessRequests,
        accessRequestsEach,
        accessRequestsDecided,
        requests,
        connections);
  }

  public PeerLimits withNonces(int all, int each) {
    return new PeerLimits(
        transfers,
        transfersEach,
        transferIdle,
        all,
        each,
        accessRequests,
        accessRequestsEach,
        accessRequestsDecided,
        requests,
        connections);
  }

  public PeerLimits withAccessRequests(int all, int each) {
    return new PeerLimits(
        transfers,
        transfersEach,
        transferIdle,
        nonces,
        noncesEach,
        all,
        each,
        accessRequestsDecided,
        requests,
        connections);
  }

  public PeerLimits withAccessRequestsDecided(int most) {
    return new PeerLimits(
        transfers,
        transfersEach,
        transferIdle,
        nonces,
        noncesEach,
        accessRequests,
        accessRequestsEach,
        most,
        requests,
        connections);
  }

  public PeerLimits withRequests(int atATime, int overConnections) {
    return new PeerLimits(
        transfers,
        transfersEach,
        transferIdle,
        nonces,
        noncesEach,
        accessRequests,
        accessRequestsEach,
        accessRequestsDecided,
        atATime,
        overConnections);
  }
}
