package dev.couchgrass.instance.peer;

import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.ticket.PeerAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Another instance.
 *
 * @param key by which it is known
 * @param name that it gives itself
 * @param addresses where it may be reached, the one to be tried first coming first; none if it is
 *     the one that comes to us
 */
public record Peer(
    PublicKey key, Optional<String> name, List<PeerAddress> addresses, PeerStatus status) {
  /** The most addresses. */
  public static final int MAX_ADDRESSES = 16;

  /**
   * A peer.
   *
   * @throws IllegalArgumentException if the addresses are too many
   */
  public Peer {
    Objects.requireNonNull(key);
    Objects.requireNonNull(name);
    Objects.requireNonNull(status);
    addresses = List.copyOf(addresses);
    if (addresses.size() > MAX_ADDRESSES) {
      throw new IllegalArgumentException("A peer has too many addresses");
    }
  }

  /** A peer that was not known before. */
  public static Peer of(PublicKey key, List<PeerAddress> addresses) {
    return new Peer(key, Optional.empty(), addresses, PeerStatus.ACTIVE);
  }

  /**
   * This, and where else it may be reached. The latest addresses come first, and the first stay.
   */
  public Peer withAddresses(List<PeerAddress> more) {
    List<PeerAddress> all = new ArrayList<>(more);
    addresses.stream().filter(known -> !more.contains(known)).forEach(all::add);
    return new Peer(key, name, all.subList(0, Math.min(all.size(), MAX_ADDRESSES)), status);
  }

  public Peer withName(Optional<String> other) {
    return new Peer(key, other, addresses, status);
  }

  public Peer withStatus(PeerStatus other) {
    return new Peer(key, name, addresses, other);
  }
}
