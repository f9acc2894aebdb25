package dev.couchgrass.instance.peer;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.ticket.PeerAddress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A key that wants to be let into a database. What it says of itself, but for the key, anybody can
 * say.
 *
 * @param id by which it is decided, for all time
 * @param instance that asked for the key
 * @param name by which people tell the key
 * @param message for whoever decides
 * @param addresses where the instance says that it may be reached
 * @param asked when it asked first, to the second
 * @param decidedBy the key of who decided; empty while nobody has
 */
public record AccessRequest(
    String id,
    Cid database,
    PublicKey key,
    Permission permission,
    PublicKey instance,
    Optional<String> name,
    Optional<String> message,
    List<PeerAddress> addresses,
    Instant asked,
    AccessStatus status,
    Optional<PublicKey> decidedBy) {
  public AccessRequest {
    Objects.requireNonNull(permission);
    Objects.requireNonNull(status);
    addresses = List.copyOf(addresses);
  }

  /** This, decided. */
  public AccessRequest decided(AccessStatus decision, PublicKey by) {
    return new AccessRequest(
        id,
        database,
        key,
        permission,
        instance,
        name,
        message,
        addresses,
        asked,
        decision,
        Optional.of(by));
  }
}
