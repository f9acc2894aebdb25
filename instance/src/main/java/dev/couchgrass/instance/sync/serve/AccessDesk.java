package dev.couchgrass.instance.sync.serve;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.peer.AccessRequest;
import dev.couchgrass.instance.peer.AccessStatus;
import dev.couchgrass.instance.peer.PeerLimits;
import dev.couchgrass.instance.sync.book.PeerBook;
import dev.couchgrass.instance.wire.AccessClaim;
import dev.couchgrass.instance.wire.PeerProblem;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Takes wishes to be let in, which some admin decides later. */
final class AccessDesk {
  private final Access access;
  private final PeerBook book;
  private final PeerLimits limits;
  private final InstantSource clock;

  AccessDesk(Access access, PeerBook book, PeerLimits limits, InstantSource clock) {
    this.access = access;
    this.book = book;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Takes a wish whose signature was verified. The same one again is the same one; a key that may
   * do this already need not wish.
   */
  Future<AccessStatus> take(AccessClaim.Wish wish) {
    return access
        .permit(wish.database(), Set.of(wish.key()))
        .compose(
            permit ->
                permit.filter(it -> it.most().covers(wish.permission())).isPresent()
                    ? Future.succeededFuture(AccessStatus.GRANTED)
                    : book.changeRequests(known -> note(wish, isNamed(permit), known))
                        .map(AccessDesk::status));
  }

  private static boolean isNamed(Optional<Permit> permit) {
    return permit.flatMap(Permit::holder).isPresent();
  }

  /** What was granted once, and is not any more, was taken away again. */
  private static AccessStatus status(AccessRequest request) {
    return request.status() == AccessStatus.GRANTED ? AccessStatus.REJECTED : request.status();
  }

  private Future<AccessRequest> note(
      AccessClaim.Wish wish, boolean named, List<AccessRequest> known) {
    List<AccessRequest> ofKey =
        known.stream()
            .filter(each -> each.database().equals(wish.database()))
            .filter(each -> each.key().equals(wish.key()))
            .toList();
    Optional<AccessRequest> same =
        ofKey.stream().filter(each -> each.permission().equals(wish.permission())).findFirst();
    if (same.isPresent()) {
      return Future.succeededFuture(same.get());
    }
    // A key has one wish at a time: the next takes the place of the one that waits.
    Optional<AccessRequest> waits =
        ofKey.stream().filter(each -> each.status() == AccessStatus.PENDING).findFirst();
    return waits.isPresent() || hasRoom(wish.database(), named, known)
        ? Future.succeededFuture(
            request(
                waits.map(AccessRequest::id).orElseGet(() -> UUID.randomUUID().toString()), wish))
        : Future.failedFuture(new Decline(PeerProblem.BUSY));
  }

  /** Anybody may wish: those whom the database does not know leave room for those it does. */
  private boolean hasRoom(Cid database, boolean named, List<AccessRequest> known) {
    List<AccessRequest> pending =
        known.stream().filter(each -> each.status() == AccessStatus.PENDING).toList();
    long here = pending.stream().filter(each -> each.database().equals(database)).count();
    return pending.size() < Account.share(named, limits.accessRequests())
        && here < Account.share(named, limits.accessRequestsEach());
  }

  private AccessRequest request(String id, AccessClaim.Wish wish) {
    return new AccessRequest(
        id,
        wish.database(),
        wish.key(),
        wish.permission(),
        wish.instance(),
        wish.name(),
        wish.message(),
        wish.addresses(),
        Instant.ofEpochSecond(clock.instant().getEpochSecond()),
        AccessStatus.PENDING,
        Optional.empty());
  }
}
